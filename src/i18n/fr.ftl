# Dates et durées
day-1 = lundi
day-2 = mardi
day-3 = mercredi
day-4 = jeudi
day-5 = vendredi
day-6 = samedi
day-7 = dimanche
day-short-1 = lun
day-short-2 = mar
day-short-3 = mer
day-short-4 = jeu
day-short-5 = ven
day-short-6 = sam
day-short-7 = dim
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
long-date = { $weekday } { $day } { $month } { $year }
short-date = { $weekday } { $day } { $month }
day-month = { $day } { $month }
minutes = { $n } min
hours = { $n } h
hours-minutes = { $h } h { $m }

# Nombres
sessions = { $n ->
    [one] { $n } séance
   *[other] { $n } séances
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
    [one] { $n } résultat pour « { $query } »
   *[other] { $n } résultats pour « { $query } »
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
    [one] { $n } changement : 9 le montre
   *[other] { $n } changements : 9 les montre
}
gap = { $n ->
    [0] { $free }
    [one] { $free } ; s’y place :
   *[other] { $free } ; { $n } séances s’y placent :
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
label-clock = Horloge
label-code = Code
label-command = Commande
label-keys = Touches
label-day-after = Lendemain
label-day-before = Veille
label-days = Jours
label-floor = Étage
label-funders = Financeurs
label-funds = Finance
label-holds = Contient
label-kind = Type
label-languages = Langues
label-lead = Pilote
label-leads = Pilote
label-links = Liens
label-on-foot = À pied
label-organisers = Organisateurs
label-partner = Partenaire
label-partners = Partenaires
label-place = Endroit
label-project = Projet
label-projects = Projets
label-recording = Enregistrement
label-role = Rôle
label-room = Salle
label-seats = Places
label-speakers = Intervenants
label-status = État
label-tags = Mots-clés
label-track = Axe
label-venue = Lieu
label-web = Web
label-when = Quand
label-abstract = Résumé
label-interpreted = Interprétation
label-note = Note
label-spoken = Langue parlée
label-subtitle = Sous-titre
label-title = Titre

# États
now = en cours
on-now = en cours · reste { $left }
in-time = dans { $time }
comma = ,
over = terminée
no-start = pas encore d’heure
left = reste { $time }
new = nouvelle
changed = modifiée
gone = supprimée
you = C’est vous.
none = rien
from-to = { $old } → { $new }
was = prévu { $old }
moved-from-to = { $old } → { $new }
as-planned = comme au programme
heading-say = Quoi de neuf ?
heading-becomes = Ce qui changerait
say-how = dites-le d’un mot : delay 10m · room NOM · cancelled · note TEXTE · speakers NOMS
say-unset = comme au programme : reprendre tout ce qui a été dit
say-later = { $time } plus tard
say-earlier = { $time } plus tôt
meets = en même temps : { $title }
meets-sure = au même moment il y a { $title } ; Entrée encore une fois le dit quand même
said = dit, visible par tous : { $title }
unsaid = rien n’a été dit : { $why }
new-is = neuf :
elsewhere = modifié dans une autre langue
status-confirmed = confirmée
status-tentative = provisoire
status-moved = déplacée
status-delayed = retardée
status-cancelled = annulée
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
interpreted = interprétation { $languages }
language-ar = arabe
language-es = espagnol
language-fr = français
language-en = anglais

# Pages
no-title = Sans titre
no-such = Le programme n’a pas cela : { $kind }.
not-recorded = pas d’enregistrement
no-sessions = Aucune séance
no-sessions-at-all = Ce programme n’a pas de séances.
see-problems = Son fichier a des problèmes : ! à l’écran et « nadwa check » les montrent.
no-tracks = Ce programme n’a pas d’axes.
no-speakers = Ce programme ne nomme pas d’intervenants.
no-partners = Ce programme ne nomme pas de partenaires.
no-rooms = Ce programme ne nomme pas de salles.
no-projects = Ce programme ne nomme pas de projets.
its-speakers = Ses intervenants
funded-sessions = Séances des projets qu’il finance
no-problems = Aucun problème
no-problems-found = Aucun problème n’a été trouvé dans le fichier du programme.
search = Recherche
search-hint = Tapez une partie d’un titre, d’un nom, d’une salle…
nothing-found = Rien trouvé pour « { $query } »
nothing-holds = Rien ne contient « { $query } ».
search-advice = Essayez moins de lettres, ou une partie du nom : accents et majuscules ne comptent pas.
timetable = Horaire
no-room = Sans salle
heading-now = En ce moment
heading-next = Ensuite dans chaque salle
heading-later = Plus tard aujourd’hui
heading-gone = Ne sont plus au programme
heading-changed = Changements
nothing-now = Rien en ce moment.
over-today = La journée est finie. Ensuite :
not-yet = Cela n’a pas commencé. D’abord :
program-over = Le programme est terminé.
all-filtered = Rien ne passe le filtre.
no-stars = Aucune séance n’est encore marquée.
star-hint = La barre d’espace marque la séance sous le curseur. Chevauchements, temps libres et trajets à pied se voient ici.
clash = chevauche { $title }
free = { $free } libres
on-foot = { $walk } à pied
hurry = { $walk } à pied depuis { $room }, et { $free } entre les deux
no-changes = Aucun changement
no-changes-since = Rien n’a changé depuis votre dernier passage.
in-the-chair = préside la séance
heading-cancelled = Annulées
nothing-now-filtered = Rien de ce qui passe le filtre n’a lieu en ce moment.
code-next = Bas : la séance suivante.
no-side = il n’y a pas d’autre volet ici
shown-of = { $n } séances sur { $all }
no-longer = N’est plus au programme. C’était :
with-people = avec { $names }
chaired-by = modération : { $names }
now-until = En cours · jusqu’à { $time } · reste { $left }
next-at = Ensuite · { $time } · dans { $in }
next-on = Ensuite · { $day } { $time }
nothing-more-here = Plus rien dans cette salle
no-room-for-code = Le code ne tient pas : agrandissez la fenêtre.
code-hint = Visez-le avec un appareil photo pour mettre la séance dans un agenda. Retour arrière : revenir.
keys = Touches
keys-here = Sur cette page
keys-everywhere = Partout
prompt = Numéro, commande (comme star 3) ou ? pour l’aide :
prompt-words = et les mots :
no-such-number = il n’y a pas de numéro { $n } ici
mark-starred = marquée
more-rows = { $n ->
    [one] encore { $n } ligne : Entrée la dit
   *[other] encore { $n } lignes : Entrée les dit
}
palette = Commandes et tout le programme
address-hint = Entrée ou o l’ouvre dans un navigateur ; y la copie.
marks = Marques : ? provisoire, * marquée, en cours, nouvelle, modifiée, déplacée, retardée, annulée. Les séances passées sont pâles.
times-on = Heures : { $zone }

# Messages
first-page = c’est la première page ; q quitte nadwa
nothing-to-open = rien trouvé : / cherche encore, retour arrière revient
no-search = pas encore de recherche : / en commence une
last-result = c’est le dernier résultat
first-result = c’est le premier résultat
kept = affiché comme avant : { $fault }
another-program = un autre programme est affiché
read-again = relu
asking = demande au serveur…
reading = lecture du fichier …
silent = pas de nouvelles du serveur : { $why }
copy-age = copie d’il y a { $age }
offline-since = hors ligne depuis { $time }
server-away = hors ligne ({ $why }) : ce qui est dit ici est gardé et envoyé plus tard
server-refuses = gardé ici, le serveur n’en veut pas : { $why }
contested = { $by } a été plus rapide : « { $theirs } » pour { $title }. y redit « { $mine } », n laisse
not-again = { $name } ne peut pas être relu
clock-event = heures à l’horloge de l’événement : { $zone }
clock-own = heures à votre horloge : { $zone }
no-languages = le programme ne nomme pas de langues
no-such-key = { $key } ne fait rien ici ; ? montre les touches
take-it = le fichier garde { $n } séances sur { $all } : y le montre, n garde ce qui est affiché
not-taken = le programme d’avant est affiché ; r relit le fichier
faults-shown = { $faults } : tapez !
settings-faults = { $n ->
    [one] { $n } erreur dans les réglages : nadwa config la dit
   *[other] { $n } erreurs dans les réglages : nadwa config les dit
}
filter = filtre
filtered = filtre : { $query }
past-hidden = les séances passées sont cachées
past-shown = les séances passées sont montrées
f-clears = { $key } montre tout
no-filter = il n’y a pas de filtre ; f en commence un
no-such-state = is:{ $wrong } ? { $known }
is-starred = marquée : { $title }
is-unstarred = n’est plus marquée : { $title }
no-session-here = pas de séance ici : allez sur l’une d’elles, la barre d’espace la marque
no-change-here = pas de séance ici : allez sur l’une d’elles, c dit ce qu’il y a de neuf
is-me = vous êtes { $name } : nadwa s’ouvre désormais ici
not-me = vous n’êtes plus { $name }
who-are-you = personne n’est désigné : ouvrez la page d’un intervenant, m dit que c’est vous
no-code-here = ni séance ni intervenant ici pour faire un code
opens = ouvert dans le navigateur : { $url }
address = pas de navigateur ici ; l’adresse est { $url }
no-address-here = aucune adresse web sur cette page
copied = copié : { $text }
all-seen = tous les changements sont vus ; les nouveaux seront signalés
state-damaged = ce qui était gardé n’a pas pu être lu ; c’est maintenant dans { $name }
state-unread = ce qui était gardé n’a pas pu être lu : { $why }
state-unwritten = affiché, mais pas gardé : { $why }
state-homeless = affiché, mais pas gardé : il n’y a pas de dossier personnel
state-nameless = affiché, mais pas gardé : le programme n’a pas d’id
not-as-shown = le fichier est plus récent que ce qui est affiché ; r le lit

# Onglets et pied
tab-agenda = Programme
tab-about = À propos
tab-tracks = Axes
tab-speakers = Intervenants
tab-partners = Partenaires
tab-rooms = Salles
tab-projects = Projets
tab-timetable = Horaire
tab-now = En cours
tab-starred = Marquées
tab-changes = Changements
hint-star = marquer
hint-open = ouvrir
hint-find = chercher
hint-seen = tout vu
hint-help = aide
hint-commands = commandes
hint-me = c’est moi
hint-show-code = code QR

# Ce que font les touches
cmd-open = ouvrir ce qui est sous le curseur
cmd-back = revenir
cmd-find = chercher partout en tapant
cmd-commands = commandes, séances, personnes … par quelques-unes de leurs lettres
cmd-clock = heures à votre horloge, ou à celle de l’événement
cmd-language = la langue suivante
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
cmd-next-result = le résultat suivant de la recherche
cmd-previous-result = le résultat précédent
cmd-other-pane = à l’autre volet, sur un écran large
cmd-reload = relire le fichier
cmd-redraw = redessiner l’écran
cmd-suspend = retour au shell ; fg revient
cmd-quit = quitter nadwa
cmd-right = ouvrir ; dans l’horaire, vers la droite
cmd-left = revenir ; dans l’horaire, vers la gauche
cmd-star = marquer la séance, ou ôter la marque
cmd-say = dire ce qu’il y a de neuf : retard, salle, annulation, note
cmd-filter = filtrer toutes les listes : mots, track: room: speaker: partner: day: kind: lang: is:
cmd-no-filter = ôter le filtre
cmd-past = cacher les séances passées, ou les montrer
cmd-me = sur la page d’un intervenant : c’est moi ; ailleurs : ma page
cmd-show-code = la séance, ou celles de l’intervenant, en code QR pour un agenda
cmd-browse = ouvrir dans un navigateur l’adresse sous le curseur, ou la première de la page
cmd-copy = copier une ligne sur ce qui est sous le curseur
cmd-seen = tous les changements sont vus
view-timetable = les salles en largeur, les heures vers le bas
view-now = en ce moment, ensuite dans chaque salle, plus tard aujourd’hui
view-starred = ce que vous avez marqué : chevauchements, temps libres, trajets à pied
view-changes = ce qui a changé depuis votre dernier passage
view-agenda = toutes les séances, jour après jour
view-tracks = les axes
view-speakers = les intervenants, par nom
view-partners = organisateurs, partenaires et financeurs
view-rooms = les salles
view-projects = les projets derrière les séances
view-problems = ce qui ne va pas dans le fichier du programme
view-about = le programme lui-même : avis, organisateurs, langues, horloge
view-help = les touches

# Pages for a browser
html-skip = Aller au contenu
html-pages = Pages
html-calendar = Ajouter à un calendrier (.ics)
html-doors = Affiches des portes
