# Dates et durées
day-1 = lundi
day-2 = mardi
day-3 = mercredi
day-4 = jeudi
day-5 = vendredi
day-6 = samedi
day-7 = dimanche
day-short-1 = lun.
day-short-2 = mar.
day-short-3 = mer.
day-short-4 = jeu.
day-short-5 = ven.
day-short-6 = sam.
day-short-7 = dim.
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
long-date = { $day ->
    [1] { $weekday } 1er { $month } { $year }
   *[other] { $weekday } { $day } { $month } { $year }
}
short-date = { $day ->
    [1] { $weekday } 1er { $month }
   *[other] { $weekday } { $day } { $month }
}
day-month = { $day ->
    [1] 1er { $month }
   *[other] { $day } { $month }
}
minutes = { $n } min
all-day = journée
hours = { $n } h
hours-minutes = { $h } h { $m }
hours-minutes-compact = { $h }h{ $m }

# Nombres
sessions = { $n ->
    [one] { $n } séance
   *[other] { $n } séances
}
people = { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}
tracks = { $n ->
    [one] { $n } axe
   *[other] { $n } axes
}
speakers = { $n ->
    [one] { $n } intervenant
   *[other] { $n } intervenants
}
rooms = { $n ->
    [one] { $n } salle
   *[other] { $n } salles
}
projects = { $n ->
    [one] { $n } projet
   *[other] { $n } projets
}
organisations = { $n ->
    [one] { $n } organisation
   *[other] { $n } organisations
}
results = { $n ->
    [one] { $n } résultat pour « { $query } »
   *[other] { $n } résultats pour « { $query } »
}
agenda-of = { $n ->
    [one] Programme de { $n } jour
   *[other] Programme de { $n } jours
}
errors = { $n ->
    [one] { $n } erreur
   *[other] { $n } erreurs
}
warnings = { $n ->
    [one] { $n } avertissement
   *[other] { $n } avertissements
}
starred = { $n ->
    [0] Aucune séance marquée
    [one] { $n } séance marquée
   *[other] { $n } séances marquées
}
on-at-once = { $n ->
    [0] Rien en ce moment
    [one] { $n } séance en cours
   *[other] { $n } séances en cours
}
sessions-changed = { $n ->
    [0] Aucun changement
    [one] { $n } séance a changé
   *[other] { $n } séances ont changé
}
changes-shown = { $n ->
    [one] { $n } changement : appuyez sur { $key-changes } pour le voir
   *[other] { $n } changements : appuyez sur { $key-changes } pour les voir
}
gap = { $n ->
    [0] { $free }
    [one] { $free } ; { $n } séance possible :
   *[other] { $free } ; { $n } séances possibles :
}
more-fit = { $n ->
    [one] et { $n } autre
   *[other] et { $n } autres
}
in-days = { $n ->
    [one] dans { $n } jour
   *[other] dans { $n } jours
}
funds-sessions = finance { $n }
of-all = { $n } sur { $all }
field-is = { $label } : { $value }

# Sortes de choses
kind-program = programme
kind-day = jour
kind-session = séance
kind-track = axe
kind-speaker = intervenant
kind-partner = partenaire
kind-room = salle
kind-project = projet
kind-problem = problème
kind-query = recherche
kind-command = commande
kind-address = adresse
kind-change = changement

# Libellés
label-affiliation = Organisme
label-changed = Modifié
label-chairs = Modération
label-clock = Fuseau horaire
label-code = Code
label-command = Commande
label-keys = Touches
label-day-after = Lendemain
label-day-before = Veille
label-days = Jours
label-floor = Étage
label-funders = Financeurs
label-funds = Finance
label-holds = Contenu
label-kind = Type
label-languages = Langues
label-lead = Porteur
label-leads = Pilote
label-links = Liens
label-on-foot = À pied
label-organisers = Organisateurs
label-partner = Partenaire
label-partners = Partenaires
label-place = Emplacement
label-project = Projet
label-projects = Projets
label-recording = Enregistrement
label-role = Rôle
label-delay = Retard
label-length = Durée
label-room = Salle
label-seats = Places
label-speakers = Intervenants
label-status = État
label-tags = Mots-clés
label-track = Axe
label-venue = Lieu
label-notice = Avis
label-about = Description
label-web = Web
label-when = Horaire
label-abstract = Résumé
label-interpreted = Interprétation
label-interpreters = Interprètes
label-items = Déroulé
label-note = Note
label-full = Places
label-phone = Téléphone
label-contact = Pour l’équipe
label-arrival = Arrivée
label-announcement = Message
label-posted = Annonces
label-spoken = Langue
label-subtitle = Sous-titre
label-title = Titre

# États
now = en cours
on-now = en cours · reste { $left }
in-time = dans { $time }
in-time-compact = dans { $time }
comma = ,
over = terminée
no-start = horaire à préciser
left = reste { $time }
new = nouvelle
changed = changement
gone = supprimée
you = C’est vous.
none = rien
from-to = { $old } → { $new }
was = auparavant : { $old }
moved-from-to = { $old } → { $new }
as-planned = comme prévu
heading-say = Publier une annonce
heading-becomes = Ce qui va changer
say-how = Ou saisissez : 10 · avance 10 · salle NOM · annulée · complet · note TEXTE · intervenants NOMS
enter-posts = Entrée publie pour tous · Échap revient
moves-others = { $n ->
    [one] { $update }, avec la séance suivante
   *[other] { $update }, avec { $n } séances suivantes
}
moves-follow = { $n ->
    [one] { $update }, avec la séance suivante ; les pauses gardent leur durée
   *[other] { $update }, avec { $n } séances suivantes ; les pauses gardent leur durée
}
moves-hold = { $n ->
    [one] { $update } ; la séance suivante est raccourcie
   *[other] { $update } ; les { $n } séances suivantes sont raccourcies
}
moves-swap = { $n ->
    [one] { $update } ; la séance suivante a lieu en { $room }
   *[other] { $update } ; les { $n } séances suivantes ont lieu en { $room }
}
moves-none = { $update }, cette séance seulement
say-unset = comme prévu : retirer toutes les annonces
say-later = { $time } plus tard
say-earlier = { $time } plus tôt
meets = en conflit avec { $title }
leaves-day = déplace la séance à un autre jour : { $day }
runs-into = { $title } empiète sur { $break }
no-pause = { $person } n’a pas de pause : { $times }
already-so = C’est déjà ainsi
new-person = Une personne nouvelle, absente du programme
post-anyway = Appuyez encore sur Entrée pour publier quand même : { $why }
log-title = Annonces
posted-for-all = Annoncé à tous, { $key-undo } annule : { $title }
all-withdrawn = Retirées, { $key-undo } annule : toutes les annonces de { $title }
and-others = { $n ->
    [one] { $title } et 1 autre
   *[other] { $title } et { $n } autres
}
undone = Retiré : { $title }
undo-sure = Annuler : { $what } ? (y : oui, n : non)
undone-now = Retiré. Maintenant :
nothing-to-undo = Rien de vous à annuler
not-posted = Rien n’a été annoncé : { $why }
new-is = annonce :
announcement = à tous :
announcement-hint = ! devant : urgent · jusqu’à 14:00 derrière · vide : fin
no-announcement = Aucun message
everyone = tous
elsewhere = changement dans une autre langue
translations-lost = traductions supprimées : { $langs }
status-confirmed = confirmée
status-tentative = provisoire
status-moved = déplacée
status-delayed = retardée
status-cancelled = annulée
full = complet
seats-free = places libres
arrival-expected = attendu
arrival-arrived = sur place
arrival-missing = manque
arrival-left = a quitté les lieux
session-opening = ouverture
session-talk = exposé
session-panel = table ronde
session-workshop = atelier
session-declaration = déclaration
session-break = pause
session-social = rencontre
session-closing = clôture
session-other = autre
role-organiser = organisateur
role-partner = partenaire
role-funder = financeur
walk-to = { $time } jusqu’à { $room }
interpreted = interprétation en { $languages }
on-channel = { $language } sur le canal { $n }
language-ar = arabe
language-es = espagnol
language-fr = français
language-en = anglais

# Pages
no-title = Sans titre
no-such = Introuvable dans le programme : { $kind }.
not-recorded = non enregistrée
no-sessions = Aucune séance
no-sessions-at-all = Ce programme ne comporte aucune séance.
see-problems = Le fichier contient des problèmes : appuyez sur { $key-problems } ou lancez « nadwa check » pour les voir.
no-tracks = Ce programme ne comporte aucun axe.
no-speakers = Ce programme ne mentionne aucun intervenant.
no-partners = Ce programme ne mentionne aucun partenaire.
no-rooms = Ce programme ne mentionne aucune salle.
no-projects = Ce programme ne mentionne aucun projet.
its-speakers = Ses intervenants
funded-sessions = Séances des projets financés
no-problems = Aucun problème
no-problems-found = Aucun problème n’a été trouvé dans le fichier du programme.
search = Recherche
search-hint = Tapez une partie d’un titre, d’un nom ou d’une salle…
nothing-found = Aucun résultat pour « { $query } »
nothing-holds = Rien ne correspond à « { $query } ».
hidden-by-filter = { $n ->
    [one] { $n } autre est masqué par le filtre { $query }
   *[other] { $n } autres sont masqués par le filtre { $query }
}
search-advice = Essayez avec moins de lettres ou une partie du nom : accents et majuscules ne comptent pas.
timetable = Grille
no-room = Sans salle
heading-now = En ce moment
heading-next = Ensuite dans chaque salle
heading-later = Plus tard aujourd’hui
heading-soon = Dans l’heure
arrived-of = { $n } sur { $all } sur place
nobody-expected = Plus aucun intervenant n’est attendu.
heading-gone = Supprimées du programme
heading-changed = Changements
nothing-now = Aucune séance en ce moment.
over-today = La journée est terminée. À suivre :
not-yet = Le programme n’a pas encore commencé. Pour commencer :
program-over = Le programme est terminé.
all-filtered = Aucune séance ne correspond au filtre : { $query }
no-stars = Aucune séance n’est marquée pour l’instant.
star-hint = Appuyez sur { $key-star } pour marquer la séance sous le curseur. Les chevauchements, les temps libres et les trajets à pied s’affichent ici.
no-notice = Il n’y a pas d’avis ici
notice-dismissed = L’avis reste sur la page { $key-about }
clash = chevauche { $title }
clashes = { $n ->
    [one] chevauche une autre séance
   *[other] chevauche { $n } séances
}
free = { $free } de libre
on-foot = { $walk } à pied
hurry = { $walk } à pied depuis { $room }, mais seulement { $free } entre les deux
no-changes = Aucun changement
no-changes-since = Aucun changement depuis votre dernière visite.
speaks = intervient
in-the-chair = modère la séance
interprets = interprète
heading-cancelled = Annulées
nothing-now-filtered = Aucune séance en cours ne correspond au filtre : { $query }
code-next = { $key-down } : séance suivante.
no-side = Il n’y a pas de page à côté : { $key-side } l’ouvre
too-narrow = L’écran est trop étroit pour deux pages
no-side-here = Cette page n’en a pas d’autre à côté
nothing-current = Aucune séance de cette page n’est en cours ni à venir
no-hour = Pas d’autre heure dans cette direction
lists-sorted = Listes : { $order }
order-own = par nom ou comme dans le fichier
order-sessions = le plus de séances d’abord
order-next = la prochaine séance d’abord
shown-of = Séances affichées : { $n } sur { $all }
all-tentative = toutes provisoires
no-longer = N’est plus au programme. Dernières informations connues :
with-people = avec { $names }
chaired-by = modération : { $names }
now-until = En cours · jusqu’à { $time } · reste { $left }
until = jusqu’à { $time }
next-at = Ensuite · { $time } · dans { $in }
next-on = Ensuite · { $day } { $time }
nothing-more-here = Plus rien dans cette salle
moved-away = Déplacée vers { $room } : { $title }
then-next = puis { $time } { $title }
clock-soon = il reste { $left }
clock-last-minute = Dernière minute
clock-over = Le temps est écoulé
clock-starts = Commence dans
clock-rooms = Temps restant dans chaque salle
no-room-for-code = Le code QR ne tient pas à l’écran : agrandissez la fenêtre.
no-room-for-list = Le code QR ne tient pas à l’écran : agrandissez la fenêtre, ou lancez : nadwa starred --code
code-hint = Scannez ce code avec un téléphone pour ajouter la séance à votre agenda. { $key-back } : revenir.
code-list-hint = Scannez-le pour ouvrir cette liste dans un navigateur. { $key-back } : retour.
code-text-hint = Scannez-le, puis donnez son texte à : nadwa starred --import. { $key-back } : retour.
code-list-next = { $key-down } : les séances, une par une.
keys = Touches
keys-here = Sur cette page
keys-view = Vues
keys-move = Se déplacer
keys-find = Trouver
keys-mine = Mon programme
keys-event = L’événement
keys-screen = Écran
prompt = Numéro, commande (comme star 3) ou « ? » pour l’aide :
prompt-words = Texte :
no-such-number = Il n’y a pas de numéro { $n } sur cette page
mark-starred = marquée
more-rows = { $n ->
    [one] encore { $n } ligne : appuyez sur Entrée pour la lire
   *[other] encore { $n } lignes : appuyez sur Entrée pour les lire
}
palette = Commandes et contenu du programme
address-hint = Appuyez sur { $key-open } ou { $key-browse } pour l’ouvrir dans un navigateur, sur { $key-copy } pour la copier.
marks = Symboles : ? provisoire, * marquée, en cours, nouvelle, changement, déplacée, retardée, annulée. Les séances passées sont grisées.
times-on = Heures : { $zone }
times-assumed = Heures : { $zone } (supposé : le fichier ne nomme aucun fuseau horaire)
times-unnamed = Heures : le fichier ne nomme pas son fuseau horaire (--event-zone)
times-local = Heures : heure locale de l’événement

# Messages
first-page = C’est la première page ; appuyez sur { $key-quit } pour quitter nadwa
first-page-filtered = C’est la première page ; { $key-no-filter } retire le filtre
nothing-to-open = Aucun résultat : appuyez sur { $key-find } pour chercher de nouveau, sur { $key-back } pour revenir
no-search = Pas encore de recherche : appuyez sur { $key-find } pour en lancer une
last-result = C’est le dernier résultat
first-result = C’est le premier résultat
kept = La dernière version valide reste affichée : { $fault }
another-program = Un autre programme est affiché
read-again = Fichier relu
asking = Connexion au serveur…
reading = Lecture du fichier…
not-reloaded = Impossible de recharger depuis le serveur : { $why }
reading-so-far = lecture… { $percent } %
copy-age = copie d’il y a { $age }
offline-since = hors ligne depuis { $time }
not-on-server = annonces absentes du serveur : { $n }
server-away = Hors ligne ({ $why }) : les annonces faites ici sont conservées et seront envoyées plus tard
server-refuses = Conservé ici, mais refusé par le serveur : { $why }
contested = { $by } a déjà annoncé « { $theirs } » pour { $title }. Appuyez sur y pour annoncer quand même « { $mine } », sur n pour laisser
lost-updates = Le serveur a perdu des annonces affichées ici ({ $n }), dont « { $update } » pour { $title }. Appuyez sur Y pour les publier à nouveau, sur N pour publier à la place, pour tous, ce que le serveur contient
not-again = { $name } ne peut pas être relu
edit-no-file = { $name } n’est pas un fichier modifiable
edit-failed = { $name } : { $why }
clock-event = Heures dans le fuseau de l’événement : { $zone }
clock-own = Heures dans votre fuseau : { $zone }
no-languages = Le programme n’indique aucune langue
no-such-key = { $key } ne fait rien ici ; appuyez sur { $key-help } pour voir les touches
take-it = Le fichier ne garde que { $n } des { $all } séances. Appuyez sur y pour l’afficher, sur n pour garder l’affichage actuel
not-taken = La version précédente reste affichée ; appuyez sur { $key-reload } pour relire le fichier
faults-shown = { $faults } : appuyez sur { $key-problems }
settings-read = Réglages relus
settings-faults = { $n ->
    [one] { $n } erreur dans les réglages : lancez « nadwa config » pour la voir
   *[other] { $n } erreurs dans les réglages : lancez « nadwa config » pour les voir
}
filter = filtre :
filtered = Filtre : { $query }
past-hidden = Séances passées masquées
past-shown = Séances passées affichées
f-clears = { $key-no-filter } pour tout afficher
more = { $key-about } suite
built-in = Ce programme est fourni avec nadwa : nadwa FICHIER ouvre le vôtre · { $key-help } aide
no-filter = Aucun filtre ; appuyez sur { $key-filter } pour en définir un
no-such-field = Filtre inconnu { $wrong }: ; utilisez : { $known }
no-such-value = Rien ne correspond à { $field }:{ $wrong } ; utilisez : { $known }
is-starred = Marquée : { $title }
is-unstarred = N’est plus marquée : { $title }
no-session-here = Pas de séance ici : placez-vous sur une séance, puis appuyez sur { $key-star } pour la marquer
no-change-here = Pas de séance ici : placez-vous sur une séance, puis appuyez sur { $key-say } pour publier une annonce
no-speaker-here = Pas d’intervenant ici : placez-vous sur un intervenant, puis appuyez sur { $key-arrived } pour noter son arrivée
is-me = Vous êtes { $name } : nadwa s’ouvrira désormais sur cette page
not-me = Vous n’êtes plus { $name }
who-are-you = nadwa ne sait pas qui vous êtes : ouvrez votre page d’intervenant, puis appuyez sur { $key-me }
no-code-here = Ni séance ni intervenant ici pour un code QR
opens = Ouvert dans le navigateur : { $url }
screen-cut = Le terminal dépasse la taille maximale ; { $cols } colonnes et { $rows } lignes sont utilisées
no-shell = Aucun shell ne pourrait reprendre nadwa : il n’est pas suspendu
address = Pas de navigateur ici ; l’adresse est { $url }
no-address-here = Aucune adresse web sur cette page
copied = Copié : { $text }
all-seen = Tous les changements sont vus ; les nouveaux seront signalés
state-damaged = Les données enregistrées étaient illisibles ; elles sont maintenant dans { $name }
state-unread = Les données enregistrées n’ont pas pu être lues : { $why }
state-unwritten = Affiché, mais pas enregistré : { $why }
state-homeless = Affiché, mais pas enregistré : il n’y a pas de dossier personnel
state-nameless = Le programme n’a pas d’id : rien ne peut être enregistré
not-as-shown = le fichier est plus récent que l’affichage ; appuyez sur { $key-reload } pour le relire

# Noms de touches
key-enter = Entrée
key-esc = Échap
key-tab = Tab
key-bs = Retour arrière
key-del = Suppr
key-ins = Inser
key-up = Haut
key-down = Bas
key-left = Gauche
key-right = Droite
key-home = Début
key-end = Fin
key-pgup = Page préc.
key-pgdn = Page suiv.
key-space = Espace

# Onglets et pied
tab-agenda = Programme
tab-about = À propos
tab-tracks = Axes
tab-speakers = Intervenants
tab-partners = Partenaires
tab-rooms = Salles
tab-projects = Projets
tab-timetable = Grille
tab-now = En cours
tab-starred = Marquées
tab-changes = Changements
short-tab-agenda = Agenda
short-tab-timetable = Grille
short-tab-tracks = Axes
short-tab-speakers = Interv.
short-tab-partners = Parten.
short-tab-rooms = Salles
short-tab-now = Direct
short-tab-starred = Plan
short-tab-changes = Modifs
hint-star = marquer
hint-open = ouvrir
hint-find = chercher
hint-filter = filtrer
hint-say = annonce
hint-arrived = sur place
hint-seen = tout vu
hint-help = aide
hint-commands = commandes
hint-me = c’est moi
hint-show-code = code QR

# Ce que font les touches
cmd-open = ouvrir l’élément sous le curseur
cmd-back = revenir
cmd-find = chercher partout au fil de la frappe
cmd-commands = trouver commandes, séances, personnes… par quelques lettres
cmd-clock = passer du fuseau de l’événement au vôtre, et inversement
cmd-language = passer à la langue suivante
cmd-down = vers le bas
cmd-up = vers le haut
cmd-page-down = une page plus bas
cmd-page-up = une page plus haut
cmd-half-down = une demi-page plus bas
cmd-half-up = une demi-page plus haut
cmd-top = au début
cmd-bottom = à la fin
cmd-next-heading = au jour ou groupe suivant
cmd-previous-heading = au jour ou groupe précédent
cmd-current = à ce qui est en cours ou suit
cmd-next-hour = à l’heure suivante
cmd-previous-hour = à l’heure précédente
cmd-next-result = au résultat suivant de la recherche
cmd-previous-result = au résultat précédent de la recherche
cmd-other-pane = à l’autre volet, sur un écran large
cmd-sort = trier les listes : par nom, par nombre de séances, par prochaine séance
cmd-side = ouvrir ou fermer la page d’à côté
cmd-border-left = déplacer la bordure à gauche
cmd-border-right = déplacer la bordure à droite
cmd-reload = relire le fichier
cmd-edit = ouvrir le fichier dans votre éditeur, à ce qui est sous le curseur
cmd-redraw = redessiner l’écran
cmd-suspend = retour au shell ; fg pour revenir
cmd-quit = quitter nadwa
cmd-lang-ar = Langue : العربية (arabe)
cmd-lang-en = Langue : English (anglais)
cmd-lang-es = Langue : Español (espagnol)
cmd-lang-fr = Langue : Français
cmd-theme-auto = Thème : selon le fond
cmd-theme-dark = Thème : sombre
cmd-theme-light = Thème : clair
cmd-theme-contrast = Thème : contraste élevé
cmd-theme-terminal = Thème : couleurs du terminal
cmd-theme-none = Thème : sans couleurs
cmd-right = ouvrir ; dans la grille, vers la droite
cmd-left = revenir ; dans la grille, vers la gauche
cmd-star = marquer la séance, ou retirer la marque
cmd-say = publier une annonce : retard, salle, annulation, note
cmd-arrived = noter que l’intervenant est sur place
cmd-announce = adresser un message à tous, ou à la salle sous le curseur
cmd-undo = annuler votre dernière annonce
cmd-filter = filtrer toutes les listes : mots, track: room: speaker: partner: day: kind: lang: is:
cmd-no-filter = effacer le filtre
cmd-past = masquer ou afficher les séances passées
cmd-me = sur la page d’un intervenant : c’est moi ; ailleurs : ma page
cmd-show-code = afficher la séance, ou celles de l’intervenant, en code QR pour un agenda ; votre liste de séances marquées, pour un autre appareil
cmd-browse = ouvrir dans un navigateur l’adresse sous le curseur, ou la première de la page
cmd-copy = copier une ligne sur l’élément sous le curseur
cmd-seen = considérer tous les changements comme vus
cmd-dismiss = retirer l’avis des listes
view-timetable = les salles en colonnes, les heures de haut en bas
view-now = en ce moment, ensuite dans chaque salle, plus tard aujourd’hui
view-starred = vos séances marquées : chevauchements, temps libres, trajets à pied
view-changes = ce qui a changé depuis votre dernière visite
view-agenda = toutes les séances, jour après jour
view-tracks = les axes
view-speakers = les intervenants, par nom
view-partners = organisateurs, partenaires et financeurs
view-rooms = les salles
view-projects = les projets derrière les séances
view-problems = les problèmes du fichier du programme
view-arrivals = arrivées : les intervenants sur place et ceux qui sont attendus
view-log = les annonces publiées, avec l’heure et l’auteur
view-about = le programme lui-même : avis, organisateurs, langues, fuseau horaire
view-help = les touches

# Pages for a browser
html-skip = Aller au contenu
html-pages = Pages
html-calendar = Ajouter à un agenda (.ics)
html-subscribe = S’abonner à l’agenda
html-doors = Affiches pour les portes
html-sessions = Toutes les séances
html-jumps = Sur cette page
html-search = Rechercher
html-star = Marquer
html-share = Lien vers cette liste
html-unstarred = Appuyez sur ☆ à côté d’une séance pour la marquer. Votre navigateur garde la liste.
html-shared = Séances d’un lien
html-keep = Marquer ces séances
html-own-zone = Mon fuseau horaire
html-feed = Flux des changements (Atom)
html-offline = Le serveur n’a pas répondu. Voici une copie, peut-être dépassée :
html-not-found = Cette page n’existe pas
html-not-found-why = Elle a peut-être été retirée, ou son adresse a changé.
sheet-minutes = Min.
sheet-cue = Repères
card-next = Ensuite dans cette salle
