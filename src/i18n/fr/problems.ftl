# Levels of problems, and what surrounds them
level-error = erreur
level-warning = avertissement
help-is = aide : { $text }

# Files that cannot be read
problem-too-large = { $file } dépasse 256 Mio
fix-too-large = Divisez le programme, ou retirez ce qui n’en fait pas partie
problem-no-programme = { $file } est au format { $format }, mais ne contient aucun programme lisible par nadwa
what-web-page = une page web
fix-web-page = Téléchargez depuis cette page le programme lui-même : son calendrier, schedule.xml, JSON ou tableau
what-zip = une archive ZIP
fix-zip = Décompressez-la d’abord
what-spreadsheet = une feuille de calcul ou un document bureautique
fix-spreadsheet = Enregistrez le tableau en CSV, en UTF-8
what-pdf = un document PDF
fix-pdf = Il contient des pages, pas des séances : demandez aux organisateurs le calendrier ou le tableau d’origine
fix-formats = nadwa lit program.toml, schedule.xml, schedule.json, iCalendar, CSV et les listes de séances en JSON
problem-not-utf8 = Ces octets ne sont pas de l’UTF-8
problem-encoding = Le fichier est en { $name }, pas en UTF-8 ; il a été converti
fix-not-utf8 = Enregistrez le fichier en UTF-8
fix-many-problems = Il y a { $n } problèmes, dont 10 000 sont affichés : corrigez d’abord ceux-ci

# How to fix a problem, for several of them
fix-write = Écrivez { $example }
fix-one-of = Écrivez l’une de ces valeurs : { $names }
fix-did-you-mean = Vouliez-vous dire « { $name } » ?
fix-add = Ajoutez { $keys }
fix-remove = À supprimer
fix-keep-one = N’en gardez qu’un
fix-keys = Les clés sont { $keys }
fix-before = Tout ce qui précède est affiché

# Grammar of files
problem-syntax = Erreur de syntaxe : { $message }
fix-syntax-limit = La lecture s’est arrêtée ici, après 25 erreurs de ce genre : corrigez-les et vérifiez de nouveau
problem-open-quote = Il manque { $quote } à la fin du texte
fix-open-quote = Fermez-le sur la même ligne, ou écrivez un texte de plusieurs lignes entre { $quotes } et { $quotes }
problem-no-value = Ceci n’est pas une valeur
fix-no-value = Écrivez le texte entre guillemets : "…" ; ou fermez la liste précédente par ]
problem-key-twice = La clé figure déjà à la ligne { $line }
problem-table-twice = La table figure déjà à la ligne { $line }
fix-two-brackets = Une liste a deux crochets : { $example }
problem-no-comma = Il manque une virgule ou { $sign } avant ceci
fix-no-comma = Séparez les valeurs d’une liste par des virgules et fermez-la par ]
problem-open-list = La liste n’est pas fermée
problem-open-table = La table n’est pas fermée
problem-value-missing = Il manque une valeur
fix-value-missing = Écrivez-la après le =, ou supprimez la clé
problem-escape = { $escape } n’a pas de sens dans un texte
fix-escape = Écrivez { $example } pour le caractère \
problem-quote-open = Un guillemet n’est pas fermé
problem-unclosed = Le fichier se termine à l’intérieur de { $name }
problem-deep = Plus de { $n } niveaux sont imbriqués ici
fix-deep = Aucun programme n’en demande autant
problem-entity = XML n’a pas d’entité { $name }
fix-entity = Écrivez les caractères eux-mêmes
problem-before-declaration = Quelque chose précède la déclaration XML
fix-before-declaration = Supprimez tout ce qui la précède, lignes vides comprises
problem-surrogate = Ce texte contient une séquence d’échappement qui n’est pas un caractère
problem-no-property = Cette ligne n’est pas une propriété
fix-no-property = Une ligne qui continue commence par une espace ; les autres s’écrivent { $example }
problem-end-other = { $ended } se termine ici, mais { $begun } est encore ouvert
problem-end-alone = { $ended } se termine ici sans avoir commencé
fix-begin-end = À chaque BEGIN doit répondre un END de même nom
problem-lost-events = Cet événement et les suivants n’ont pas pu être lus

# Types of values
problem-wrong-type = Attendu : { $wanted } ; trouvé : { $found }
type-text = du texte
type-number = un nombre
type-natural = un nombre entier à partir de 0
type-integer = un nombre entier
type-positive = un nombre entier supérieur à 0
type-flag = true ou false
type-list = une liste
type-table = une table
type-object = un objet
type-date = une date
type-date-example = une date, 2021-11-30
type-day = une date, avec ou sans heure
type-clock = une heure
type-clock-example = une heure, 09:30
type-time = une date avec une heure
type-offset-time = une date et une heure avec décalage, 2021-11-30T11:00:00+01:00
type-duration = des heures et des minutes, 01:30
type-language = une langue
type-word = un mot
type-line-end = la fin de la ligne
type-file-end = la fin du fichier
type-uuid = un UUID
type-code = six lettres A-Z ou chiffres
type-capitals = des lettres A-Z et des chiffres
type-acronym = au moins quatre signes parmi a-z, 0-9, _ et -
type-short-name = au moins quatre signes parmi a-z, 0-9 et _
type-slug = au moins quatre signes parmi a-z, 0-9 et _, un trait d’union, puis au moins quatre autres
type-slug-json = a-z, 0-9, _ et des traits d’union, sans trait d’union final
type-track = une lettre a-z, puis a-z, 0-9 et des traits d’union
type-web = une adresse http ou https
type-web-or-nothing = une adresse http ou https, ou rien
type-color = une couleur, #0b5cad
type-zone = un continent et une ville, ou UTC
type-null = null
type-any = une valeur quelconque
type-one-of = l’une de ces valeurs : { $names }
type-or = { $first } ou { $second }
fix-header = Écrivez { $header }, puis ses clés en dessous
fix-list-header = Écrivez { $header }, avec deux crochets de chaque côté
fix-quotes = Écrivez-le entre guillemets : { $example }
fix-brackets = Écrivez-le entre crochets : { $example }
fix-digits = Écrivez seulement des chiffres : { $example }
fix-no-quotes = Supprimez les guillemets

# Values
problem-no-time = Ceci n’est pas une date avec une heure
problem-no-clock = Ceci n’est pas une heure
problem-no-duration = Ceci n’est pas une durée
problem-no-status = Ceci n’est pas un statut
problem-bad-link = Ceci n’est pas une adresse http, https ou mailto
problem-long-text = Ce texte fait { $n } octets ; la limite est de 1 Mio
fix-long-text = Placez le reste sur une page web et ajoutez un lien
problem-unsafe-text = Ce texte contient des caractères dangereux à afficher : { $n }, dont le premier est { $first }
fix-unsafe-text = Supprimez-les ; ils ne sont pas affichés
problem-not-a-choice = « { $value } » n’est pas une des valeurs de cette clé
problem-unknown-key = { $record } n’a pas de clé « { $key } »
this-file = Le fichier
problem-bad-id = Un id ne contient que des minuscules a-z, des chiffres et des traits d’union
problem-no-capacity = La capacité de la salle est de 0
fix-no-capacity = Ne l’indiquez pas si elle est inconnue
problem-language-code = Ceci n’est pas un code de langue
fix-language-code = Écrivez un code de langue entre guillemets, comme { $example }
problem-language-twice = Cette langue est déjà dans la liste
problem-translation-twice = Le texte en { $language } est déjà donné
problem-unknown-language = « { $key } » n’est pas une des langues du programme
fix-languages = Les langues sont { $languages }
problem-missing-translation = Ce texte manque en { $languages }
fix-missing-texts = Ajoutez les textes qui manquent, par exemple { $example }

# Tables and calendars
problem-column-twice = La colonne « { $name } » répète une colonne précédente
fix-column-twice = Précisez sa langue, comme dans title_es, ou supprimez-la
problem-unknown-column = Colonne inconnue : « { $name } »
fix-unknown-column = Elle n’est pas affichée ; renommez-la ou supprimez-la
problem-no-title-column = Le tableau n’a pas de colonne de titres
fix-no-title-column = Nommez « title » une des colonnes
problem-date-order = Les dates sont lues comme { $order }
order-day-first = jour/mois/année
order-month-first = mois/jour/année
problem-long-row = La ligne a plus de champs que l’en-tête
fix-long-row = Mettez entre guillemets un champ qui contient une virgule
problem-no-rule = Ceci n’est pas une règle de répétition
problem-rule-unsupported = Seules les règles de jours, de semaines, de mois et d’années sont lues
problem-rule-endless = La règle n’a pas de fin
problem-event-repeats = L’événement se répète plus de 366 fois
fix-repeats = Écrivez chaque répétition comme une séance à part
problem-file-repeats = Les séances de ce fichier se répètent plus de { $n } fois
fix-file-repeats = Donnez une fin aux règles : UNTIL= ou COUNT=
fix-calendar-time = Écrivez { $example }, avec TZID= devant ou Z derrière
problem-day-date = Un jour n’a pas de date lisible

# What records need
problem-missing = Il manque dans { $what } : { $keys }
named = « { $name } »
this-program = le programme
this-session = cette séance
this-track = cet axe
this-speaker = cet intervenant
this-partner = ce partenaire
this-room = cette salle
this-project = ce projet
problem-duplicate-id = L’id « { $id } » est déjà utilisé à la ligne { $line }
fix-duplicate-id = Donnez à chacun son propre id
problem-duplicate-day = Le jour { $date } est déjà déclaré
problem-unknown-reference = { $kind ->
    [salle] Aucune salle n’a l’id « { $id } »
   *[other] Aucun { $kind } n’a l’id « { $id } »
}
fix-no-records = Le fichier ne contient aucune entrée de ce type : { $kind }
fix-add-record = Ajoutez une entrée avec cet id : { $kind }
problem-too-many-sessions = Le fichier contient { $n } séances ; la limite est de 1 000 000
fix-too-many-sessions = Les séances à partir d’ici sont omises ; divisez le programme
problem-too-many-records = Le fichier a trop d’enregistrements, de textes ou de valeurs ; la lecture s’arrête ici
fix-too-many-records = Le reste est omis ; supprimez ce qui est vide ou répété
problem-too-many-references = Cet enregistrement renvoie à { $n } autres ; la limite est de { $most }
fix-too-many-references = Les renvois à partir d’ici sont omis
problem-too-many-languages = Le fichier contient { $n } langues ; la limite est de { $most }
problem-more-languages = Le fichier contient plus de { $most } langues
fix-too-many-languages = Les langues à partir d’ici sont omises
problem-no-sessions = Le fichier ne contient aucune séance
fix-no-sessions = Ajoutez une séance ; dans program.toml, c’est une table { $example }
fix-no-sessions-conference = Ajoutez une séance à un jour du programme : { $example }
fix-no-sessions-calendar = L’agenda n’a aucun { $example } : exportez-le de nouveau, avec ses événements
fix-no-sessions-table = Ajoutez une ligne par séance sous l’en-tête : { $example }
problem-unused = Aucune séance n’utilise « { $name } » ({ $kind })
fix-unused = Utilisez cette entrée, ou supprimez-la

# Times
problem-no-zone = Le fichier ne nomme pas le fuseau horaire de ses heures ; elles sont affichées telles quelles
fix-zone-conference = Ajoutez { $example } à la conférence, ou nommez-le avec --event-zone
fix-zone-calendar = Ajoutez { $example } au début du calendrier
fix-zone-table = Ajoutez une colonne timezone, avec { $example } dans sa première ligne
problem-unknown-zone = Le fuseau horaire « { $name } » n’existe pas
fix-unknown-zone = Écrivez un nom de l’IANA, comme { $example }
problem-offset-time = Les heures s’écrivent sans décalage ; celle-ci est { $time } à { $zone }
fix-offset-time = Écrivez-la en heure locale, sans Z ni +01:00
problem-gap-time = Cette heure n’existe pas : on change d’heure cette nuit-là à { $zone }
fix-gap-time = Choisissez une heure avant ou après le changement
problem-fold-time = Cette heure se présente deux fois : on change d’heure cette nuit-là à { $zone }
fix-fold-time = La première qui convient est retenue ; choisissez une autre heure si possible
problem-year = L’année { $year } est hors limites
fix-year = Écrivez une année à quatre chiffres
problem-end-not-after-start = La fin de { $what } n’est pas postérieure à son début
fix-end-not-after-start = Corrigez la fin ; si elle est le lendemain, changez sa date
problem-two-ends = Une fin et une durée sont données pour { $what } ; la fin est retenue
problem-long-duration = La durée de { $what } dépasse un an
fix-long-duration = Écrivez des heures et des minutes
problem-long-session = La durée de { $what } est de { $length }
fix-long-session = Si la fin n’est pas le bon jour, changez sa date
problem-outside-days = « { $session } » a lieu le { $date }, qui n’est pas un des jours du programme
fix-outside-days = Les jours sont { $dates }
problem-room-overlap = { $room } est déjà occupée par « { $session } », { $time }
problem-speaker-overlap = { $person } est déjà dans une autre salle, à « { $session } », { $time }
fix-overlap = Déplacez l’une des deux séances

# Published schemas
problem-schema-value = Le schéma n’admet pas cette valeur
problem-schema-value-of = Le schéma n’admet pas cette valeur de { $name }
fix-type = Écrivez { $type }
problem-no-object = Ceci n’est pas un objet
problem-schema-person = Le schéma n’admet pas cette personne
fix-schema-person = Écrivez name, ou public_name avec un id, mais pas les deux
problem-schema-missing = Il manque { $name } dans { $parent }
this-object = cet objet
problem-schema-misplaced = { $name } n’a pas sa place dans { $parent }
fix-schema-allowed = Admis ici : { $names }
problem-schema-elements = { $name } contient du texte et non des éléments
problem-schema-text = { $name } contient des éléments et pas de texte propre
problem-schema-order = { $name } n’est pas à la bonne place
fix-schema-order = Placez-le avant { $name }
problem-schema-repeated = { $name } figure plus d’une fois
problem-schema-not-unique = La valeur { $value } de { $name } est déjà utilisée à la ligne { $line }
fix-schema-not-unique = Donnez à chacun la sienne

# Explanations of codes
explain-unreadable = Le fichier n’a pas pu être lu : il manque, c’est un dossier, il ne peut pas être ouvert, il dépasse 256 Mio ou il ne contient aucun programme. À l’écran, nadwa ouvre un programme vide et r relit le fichier quand il est en place ; les commandes du shell se terminent avec le code de sortie 1.
explain-not-utf8 = Les programmes sont en UTF-8. Les octets à cet endroit ont un autre encodage, souvent Windows-1252 ou ISO 8859-6. Ils s’affichent �. Enregistrez le fichier en UTF-8.
explain-encoding = Les programmes sont en UTF-8. Ce fichier a un autre encodage, qui a été reconnu et converti, de sorte que ses lettres s’affichent comme elles ont été écrites. Si certaines sont fausses, enregistrez le fichier en UTF-8.
explain-syntax = Le fichier enfreint ici la grammaire de son format. En TOML, la lecture reprend à la ligne suivante : les autres problèmes sont signalés aussi, et tout ce qui a pu être lu est affiché ; elle s’arrête après 25 erreurs de ce genre. Dans les autres formats, tout ce qui précède l’erreur est affiché. Corrigez les erreurs et vérifiez de nouveau.
explain-wrong-type = La clé est connue, mais sa valeur est d’un autre type : du texte pour un nombre, une date sans heure, un seul texte pour une liste. La valeur est utilisée quand son sens est certain, sinon elle est omise.
explain-bad-value = La valeur est du bon type, mais n’est pas une de celles que la clé admet.
explain-missing-key = Une séance a besoin d’un id, d’un titre et d’un début. Les axes, salles, intervenants, partenaires et projets ont besoin d’un id. Le programme a besoin d’un id, d’un titre et d’un fuseau horaire. Tout ce qui peut être affiché sans eux l’est : une séance sans début figure à la fin de l’agenda.
explain-bad-id = Les id se composent de minuscules a-z, de chiffres et de traits d’union. Ils font partie des adresses exportées et des séances que les lecteurs ont marquées.
explain-duplicate-id = Deux entrées du même type ont le même id. Les références mènent à la première ; la seconde est affichée avec un numéro ajouté à son id.
explain-unknown-reference = Aucune entrée du type auquel renvoie cette clé n’a cet id. La référence est omise.
explain-end-not-after-start = La séance se termine avant de commencer, ou à la même heure. Seul son début est affiché.
explain-bad-duration = Une durée se compose d’heures, de minutes ou des deux, et dépasse zéro : 1h, 30m, 1h30m.
explain-unknown-zone = Le fuseau horaire n’est pas dans la base IANA. Les heures sont affichées telles qu’écrites, sur une horloge sans nom, sauf si elles ont un décalage.
explain-gap-time = Ce jour-là, les horloges avancent et sautent cette heure, qui n’existe donc pas. La séance est placée comme si l’heure n’avait pas changé.
explain-schema = Le schéma publié de schedule.xml ou de schedule.json n’admet pas ceci. nadwa le lit, mais d’autres logiciels peuvent le refuser. Seul nadwa check le signale.
explain-unknown-key = Le format n’a pas cette clé ici, donc sa valeur n’est pas affichée. C’est souvent une faute de frappe.
explain-room-overlap = Deux séances ont lieu dans la même salle en même temps. Les séances annulées ne comptent pas.
explain-speaker-overlap = Une personne intervient ou anime dans deux salles en même temps. Les séances annulées ne comptent pas.
explain-outside-days = Le fichier déclare ses jours, et la séance n’a lieu aucun de ces jours. Elle est affichée sous un jour à part.
explain-unused = Aucune séance n’utilise ce jour, cette salle, cet axe, cet intervenant ou ce partenaire : sa page est donc vide.
explain-missing-translation = Le texte est donné dans certaines langues du programme, mais pas dans toutes. Les lecteurs des autres langues le voient dans la première, avec le nom de celle-ci.
explain-unsafe-text = Le texte contient des caractères dangereux à afficher dans un terminal : des caractères de contrôle, qui peuvent déplacer le curseur ou modifier l’écran, du formatage bidirectionnel, qui peut montrer le texte dans un faux ordre, ou des caractères invisibles. Ils sont supprimés.
explain-fold-time = Ce jour-là, les horloges reculent et cette heure se présente deux fois. La première des deux est retenue.
explain-offset-time = Les heures sont dans le fuseau horaire de l’événement et n’ont pas de décalage. Le décalage a servi à convertir celle-ci.
explain-date-order = Un tableau écrit ses dates avec des barres ou des points, ce qui peut vouloir dire jour/mois ou mois/jour. Un nombre supérieur à 12 tranche ; sinon, la lecture où les jours se suivent de près ; sinon, le jour est lu en premier.
explain-two-ends = La séance a une fin et une durée. La fin est retenue ; ne gardez que l’une des deux.
explain-long-session = La séance dure plus de douze heures, ce qui est souvent une erreur dans la date de fin.
explain-zero-capacity = La capacité de la salle est nulle. Ne l’indiquez pas si elle est inconnue.
explain-bad-link = Les liens sont des adresses http, https ou mailto. Les autres ne sont pas affichés.
explain-no-sessions = Le fichier ne contient aucune séance lisible : le programme est donc vide.
