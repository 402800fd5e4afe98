//! The columns of tables by their names: those that people write, and those of the templates that organisers are given
//! (Guidebook, Whova, Sched, `CrowdCompass`, Google, Outlook, pretalx, Indico).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::text::Lang;
use crate::text::fold::fold;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    Id,
    Title,
    Subtitle,
    Kind,
    /// The date of the start.
    Date,
    EndDate,
    Start,
    End,
    Duration,
    AllDay,
    Room,
    Track,
    Speakers,
    Moderators,
    Partners,
    Bio,
    Language,
    Abstract,
    Description,
    Status,
    /// Whether the session is shown.
    Active,
    Note,
    Tags,
    Url,
    Links,
    Zone,
}

/// The folded names of each column. Where a table has several columns with one meaning, the one whose name is first here has it.
#[rustfmt::skip] // A table: one row, one line.
pub const COLUMNS: &[(Column, &[&str])] = &[
    (Column::Id, &["id", "code", "uid", "guid", "session id", "event key", "event id", "proposal id"]),
    (Column::Title, &["title", "session title", "session name", "event title", "event name", "talk title", "proposal title", "presentation title", "subject", "name", "titulo", "titulo de la sesion", "nombre de la sesion", "asunto", "nombre", "titre", "titre de la session", "nom de la session", "intitule", "sujet", "nom", "session", "sesion", "talk", "activity", "actividad", "activite", "event", "العنوان", "عنوان الجلسه", "اسم الجلسه", "عنوان", "الموضوع", "الجلسه"]),
    (Column::Subtitle, &["subtitle", "subtitulo", "sous-titre", "العنوان الفرعي"]),
    (Column::Kind, &["kind", "type", "session type", "format", "session format", "tipo", "tipo de sesion", "formato", "type de session", "النوع", "نوع الجلسه"]),
    (Column::Date, &["date", "start date", "startdate", "session date", "event date", "day", "fecha", "fecha de inicio", "fecha inicio", "dia", "date de debut", "date debut", "jour", "التاريخ", "تاريخ البدايه", "تاريخ", "اليوم"]),
    (Column::EndDate, &["end date", "enddate", "finish date", "fecha de fin", "fecha fin", "fecha de finalizacion", "date de fin", "date fin", "تاريخ النهايه"]),
    (Column::Start, &["start", "start time", "starttime", "time start", "event start", "session start", "starts at", "startsat", "begin", "from", "time", "inicio", "hora de inicio", "hora inicio", "hora", "horario", "debut", "heure de debut", "heure debut", "heure", "horaire", "البدايه", "وقت البدايه", "من", "الوقت", "الساعه"]),
    (Column::End, &["end", "end time", "endtime", "time end", "event end", "session end", "ends at", "endsat", "finish", "finish time", "until", "to", "fin", "hora de fin", "hora fin", "hora de finalizacion", "hasta", "heure de fin", "heure fin", "النهايه", "وقت النهايه", "الي", "حتي"]),
    (Column::Duration, &["duration", "length", "minutes", "duracion", "duree", "المده"]),
    (Column::AllDay, &["all day event", "all day", "allday", "todo el dia", "toute la journee", "طوال اليوم"]),
    (Column::Room, &["room", "room/location", "room name", "location", "location name", "venue", "stage", "place", "hall", "where", "sala", "lugar", "ubicacion", "espacio", "aula", "salle", "lieu", "emplacement", "القاعه", "المكان", "الموقع"]),
    (Column::Track, &["track", "track name", "session track", "session tracks", "schedule track", "tracks", "theme", "event type", "category", "eje", "categoria", "tematica", "axe", "categorie", "thematique", "المحور", "المسار"]),
    (Column::Speakers, &["speakers", "speaker", "speaker names", "speaker name", "presenters", "presenter", "presenter name", "panelists", "ponentes", "ponente", "oradores", "orador", "conferenciantes", "conferenciante", "intervenants", "intervenant", "orateurs", "orateur", "conferenciers", "conferencier", "المتحدثون", "المتحدثين", "المتحدث", "المحاضر"]),
    (Column::Moderators, &["moderators", "moderator", "chair", "chairs", "session chair", "moderadores", "moderador", "modera", "moderateurs", "moderateur", "moderatrice", "animateur", "رييس الجلسه", "مدير الجلسه"]),
    (Column::Partners, &["partners", "partner", "organisation", "organization", "organisations", "organizations", "socios", "socio", "organizacion", "partenaires", "partenaire", "الشركاء", "الشريك"]),
    (Column::Bio, &["bio", "biography", "speaker bio", "speaker biography", "biografia", "biographie"]),
    (Column::Language, &["language", "languages", "session language", "idioma", "idiomas", "langue", "langues", "اللغه"]),
    (Column::Abstract, &["abstract", "summary", "resumen", "resume", "الملخص"]),
    (Column::Description, &["description", "session description", "details", "descripcion", "detalles", "الوصف", "التفاصيل"]),
    (Column::Status, &["status", "state", "estado", "statut", "الحاله"]),
    (Column::Active, &["active", "published", "visible", "activo", "publicado", "actif", "publie", "منشور"]),
    (Column::Note, &["note", "nota", "ملاحظه"]),
    (Column::Tags, &["tags", "keywords", "categories", "event subtype", "subtype", "labels", "etiquetas", "palabras clave", "categorias", "mots-cles", "الوسوم", "كلمات مفتاحيه"]),
    (Column::Url, &["url", "link", "link url", "web", "website", "enlace", "lien", "الرابط"]),
    (Column::Links, &["links", "link urls", "enlaces", "liens", "الروابط"]),
    (Column::Zone, &["timezone", "time zone", "zone", "zona horaria", "fuseau horaire", "المنطقه الزمنيه"]),
];

/// The columns that may stand several times, as `Speaker 1`, `Speaker 2`.
const LISTS: &[Column] = &[
    Column::Speakers,
    Column::Moderators,
    Column::Partners,
    Column::Tags,
    Column::Url,
    Column::Links,
];

/// Names that mean a column only where they are the whole name: a `Contact name` is no title.
const WHOLE: &[&str] = &[
    "id", "code", "name", "nombre", "nom", "type", "tipo", "event", "session", "sesion", "time",
    "hora", "heure", "to", "from", "state", "web", "active", "visible", "day", "dia", "jour",
    "minutes", "length", "subject", "sujet", "asunto", "zone", "place", "where", "bio", "الي",
    "من",
];

/// What templates and people add to the names of columns, folded.
const ADDED: &[&str] = &[
    "(required)",
    "(optional)",
    "(obligatorio)",
    "(opcional)",
    "(obligatoire)",
    "(facultatif)",
    "(s)",
    "(a)",
    "(e)s",
    "(a)s",
    "/as",
    "/a",
    "/s",
    "*",
    "?",
    ":",
    "#",
];

/// The meaning of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Meaning {
    pub column: Column,
    /// The language that the name ends in: `title_es`, `title (es)`.
    pub lang: Option<Lang>,
    /// The smaller, the surer it is.
    rank: usize,
}

impl Meaning {
    /// Returns whether two columns with these meanings cannot both be read.
    fn excludes(&self, other: &Self) -> bool {
        let apart = self.lang.is_some() && other.lang.is_some() && self.lang != other.lang;
        self.column == other.column && !apart && !LISTS.contains(&self.column)
    }

    /// Returns whether a name has a meaning more surely than another one.
    pub fn is_surer(&self, other: &Self) -> bool {
        self.rank < other.rank
    }

    /// Returns the first name of the column, with its language: `title_es`.
    pub fn name(&self) -> String {
        let mut all = COLUMNS.iter();
        let names = all.find(|(column, _)| *column == self.column);
        let name = names.and_then(|(_, names)| names.first()).unwrap_or(&"");
        match self.lang {
            Some(lang) => format!("{name}_{}", lang.as_str()),
            None => (*name).to_owned(),
        }
    }

    /// Returns whether the whole name means the column.
    pub fn is_exact(&self) -> bool {
        self.rank < LOOSE
    }
}

/// What the reader's settings say that columns hold, by their folded names.
#[derive(Debug, Clone, Default)]
pub struct ColumnNames(Arc<HashMap<String, Option<Meaning>>>);

impl ColumnNames {
    /// Sets what the columns of a name hold: `title`, `title_es`; nothing if the field is empty. Returns whether there is such
    /// a field.
    pub fn set(&mut self, name: &str, field: &str) -> bool {
        let found = meaning(field).filter(Meaning::is_exact);
        let known = found.is_some() || field.is_empty();
        if known {
            let found = found.map(|found| Meaning { rank: 0, ..found });
            Arc::make_mut(&mut self.0).insert(fold(name.trim()), found);
        }
        known
    }

    /// Returns whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the fields that columns may hold.
    pub fn fields() -> impl Iterator<Item = &'static str> {
        COLUMNS
            .iter()
            .filter_map(|(_, names)| names.first().copied())
    }

    /// Returns the meaning of a name in a header.
    pub fn meaning(&self, name: &str) -> Option<Meaning> {
        if self.0.is_empty() {
            return meaning(name);
        }
        let own = self.0.get(&fold(name.trim())).copied();
        own.unwrap_or_else(|| meaning(name))
    }
}

/// The number of columns that are read.
const MOST: usize = 256;

/// The rank of columns of which only the last word means something.
const LOOSE: usize = 1_000;

/// Returns the meaning of a name.
pub fn meaning(name: &str) -> Option<Meaning> {
    let folded = fold(name).replace('_', " ");
    let mut name: String = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    name = name.trim_start_matches('*').trim().to_owned();
    while let Some(rest) = ADDED.iter().find_map(|added| name.strip_suffix(added)) {
        name.truncate(rest.trim_end().len());
    }
    let known = |name: &str, add: usize| {
        let mut all = COLUMNS.iter();
        all.find_map(|(column, names)| {
            // Nothing is surer than what the reader says.
            let rank = names.iter().position(|n| *n == name)? + 1 + add;
            Some((*column, rank))
        })
    };
    let of = |(column, rank), lang| Meaning { column, lang, rank };
    // `Speaker 2`
    let numbered = name
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim_end();
    if let Some(found) = known(&name, 0).or_else(|| known(numbered, 0)) {
        return Some(of(found, None));
    }
    let signs = ['(', '[', ':', ' ', '-'];
    let in_language = || {
        let (stem, lang) = name.trim_end_matches([')', ']']).rsplit_once(signs)?;
        // An id is no language, and neither is every short word, except in brackets.
        let sure = name.ends_with([')', ']']) || lang != "id" && lang.len() == 2;
        let lang = Lang::parse(lang).filter(|l| l.as_str().len() <= 3 && sure)?;
        Some(of(known(stem.trim(), 0)?, Some(lang)))
    };
    // In `Talk Title` and `Session start` the last word is the name of the column.
    let last = || {
        let word = name
            .rsplit(signs)
            .next()
            .filter(|word| !WHOLE.contains(word))?;
        Some(of(known(word, LOOSE)?, None))
    };
    // `Start (local)`
    let bare = || Some(of(known(name.split_once('(')?.0.trim(), LOOSE)?, None));
    in_language().or_else(bare).or_else(last)
}

/// Returns the meaning of each of a table's columns, and the positions of those whose meaning another one has.
pub fn meanings<'t>(
    names: impl Iterator<Item = &'t str>,
    own: &ColumnNames,
) -> (Vec<Option<Meaning>>, HashSet<usize>) {
    let mut all: Vec<Option<Meaning>> = names.map(|name| own.meaning(name)).collect();
    let mut order: Vec<(usize, Meaning)> = Vec::new();
    order.extend(
        all.iter()
            .enumerate()
            .filter_map(|(at, m)| Some((at, (*m)?))),
    );
    order.sort_by_key(|(at, meaning)| (meaning.rank, *at));
    let (mut taken, mut twice): (Vec<Meaning>, HashSet<usize>) = Default::default();
    for (at, meaning) in order {
        if taken.len() == MOST || taken.iter().any(|other| other.excludes(&meaning)) {
            all[at] = None;
            // Two words for one thing are a mistake, a loose meaning was a guess.
            if meaning.is_exact() {
                twice.insert(at);
            }
        } else {
            taken.push(meaning);
        }
    }
    (all, twice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_known_with_what_templates_add() {
        let cases = [
            ("Session name", Some((Column::Title, None))),
            ("Name (required)", Some((Column::Title, None))),
            ("*Session Title", Some((Column::Title, None))),
            ("Keynote title", Some((Column::Title, None))),
            ("title_es", Some((Column::Title, Lang::parse("es")))),
            ("Title (id)", Some((Column::Title, Lang::parse("id")))),
            ("Session ID", Some((Column::Id, None))),
            ("Schedule Track (Optional)", Some((Column::Track, None))),
            ("event_subtype", Some((Column::Tags, None))),
            ("Ponente(s)", Some((Column::Speakers, None))),
            ("Speaker 2", Some((Column::Speakers, None))),
            ("Moderador/a", Some((Column::Moderators, None))),
            ("Speakers (one a line)", Some((Column::Speakers, None))),
            ("إلى", Some((Column::End, None))),
            ("Contact name", None),
            ("Speaker IDs", None),
            ("Checkin Begin (Optional)", Some((Column::Start, None))),
            ("", None),
        ];
        for (name, wanted) in cases {
            let found = meaning(name).map(|m| (m.column, m.lang));
            assert_eq!(found, wanted, "{name}");
        }
    }

    #[test]
    fn the_surest_name_has_the_meaning() {
        let names = [
            "Checkin Begin",
            "Event",
            "Start",
            "Title",
            "Speaker 1",
            "Speaker 2",
        ];
        let (all, twice) = meanings(names.into_iter(), &ColumnNames::default());
        let columns: Vec<Option<Column>> = all.iter().map(|m| m.map(|m| m.column)).collect();
        let (start, title) = (Some(Column::Start), Some(Column::Title));
        let speakers = Some(Column::Speakers);
        assert_eq!(columns, [None, None, start, title, speakers, speakers]);
        assert_eq!(twice, HashSet::from([1]));
    }

    #[test]
    fn what_the_reader_says_of_a_column_comes_first() {
        let mut own = ColumnNames::default();
        assert!(own.set("Nom interne", "title_fr") && own.set(" TITLE ", ""));
        assert!(own.set("Quand", "start") && !own.set("Quand", "whenever"));
        let names = ["Title", "Nom interne", "Start", "quand"];
        let (all, _) = meanings(names.into_iter(), &own);
        let fields: Vec<Option<String>> = all.iter().map(|m| m.map(|m| m.name())).collect();
        let field = |name: &str| Some(name.to_owned());
        assert_eq!(fields, [None, field("title_fr"), None, field("start")]);
    }
}
