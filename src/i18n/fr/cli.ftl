# What the shell's commands print

# The command line
no-command = la commande « { $name } » n’existe pas : vouliez-vous dire « nadwa { $near } » ?
no-command-or-file = aucune commande ni aucun fichier ne s’appelle « { $name } » : vouliez-vous dire « nadwa { $near } » ?
takes-no-argument = « nadwa { $name } » n’accepte pas l’argument « { $argument } » ; pour lire un autre fichier : nadwa -p FICHIER { $name }
invalid-value = la valeur « { $value } » de { $name } est incorrecte ; valeurs possibles : { $expected }
invalid-value-near = la valeur « { $value } » de { $name } est incorrecte : vouliez-vous dire « { $near } » ?
invalid-time = heure non valide '{ $value }' : écrivez 10:42 ou 2021-11-30T10:42
invalid-size = taille incorrecte, « { $value } » : écrivez 80x24

# Settings: the values that each expects, and problems of the file
expected-program = un fichier ou une adresse
expected-lang = le code ou le nom d’une langue : ar, es, fr, en
expected-zone = event, local ou un nom comme Europe/Madrid
expected-color = une couleur : '#aa3344', 'red', 'light-blue' ou un nombre jusqu’à 255
expected-pane = auto, off ou un pourcentage de 10 à 90
expected-desk = un nom de 40 caractères au plus
expected-live = une adresse comme nats://192.0.2.7:4222
expected-me = un identifiant ou une partie d’un nom
invalid-type = type de { $name } incorrect ; valeurs possibles : { $expected }
unknown-setting = le réglage « { $name } » n’existe pas ; il est ignoré
unknown-setting-near = le réglage « { $name } » n’existe pas : vouliez-vous dire « { $near } » ?
unknown-command = la commande « { $name } » n’existe pas ; elle est ignorée
unknown-command-near = la commande « { $name } » n’existe pas : vouliez-vous dire « { $near } » ?
unknown-color = la couleur « { $name } » n’existe pas ; elle est ignorée
unknown-color-near = la couleur « { $name } » n’existe pas : vouliez-vous dire « { $near } » ?
key-not-text = une touche s’écrit comme un texte : "s" ou "<c-s>"
key-in-brackets = « { $key } » n’est pas une seule touche : écrivez "{ $near }"
key-not-one = « { $key } » n’est pas une seule touche : écrivez-en plusieurs sous forme de liste, par exemple ["s", "<c-s>"]
unknown-key = « { $key } » n’est pas une touche ; les touches s’écrivent comme dans « { $examples } »
key-unclosed = il manque « > » à la fin de « { $key } » ; pour le caractère lui-même, écrivez <lt>
key-taken = « { $name } » prend une touche de « { $other } », qui ne l’a plus

# Opening a programme
not-http = « { $address } » n’est pas une adresse http ou https ; aucune autre ne peut être lue
stdin-unreadable = l’entrée standard n’a pas pu être lue : { $why }
progress-reading = lecture de { $name } … Échap arrête
progress-writing = écriture de { $name } … Échap arrête
fetch-lost = { $name } n’a plus que { $n } de ses { $all } séances ; sans réseau, c’est la copie enregistrée, complète, qui sert
reading-copy = { $name } n’a pas pu être lu : { $why }. Utilisation d’une copie datant de { $age }
sync-failed = le serveur des annonces ne peut pas être utilisé : { $why }. Utilisation des annonces déjà reçues
name-ambiguous = « { $name } » figure dans plusieurs noms ; précisez, ou donnez un identifiant :
name-unknown = « { $name } » introuvable ({ $kind }) ; pour chercher partout : nadwa search { $name }
name-unknown-near = « { $name } » introuvable ({ $kind }) ; essayez : { $near }
file-problems = { $problems } dans le fichier du programme ; pour les détails : { $command }

# The screen and the output
not-a-terminal = ce n’est pas un terminal : la page est donc imprimée ; --accessible lit des commandes, --help affiche les options
terminal-failed = le terminal a échoué : { $why }
no-trial = impossible de faire une copie temporaire pour essayer les touches : { $why }
crash-report = c’est un défaut de nadwa. Merci d’envoyer à ses auteurs le rapport qui est dans { $path }
accessible-stdin = les commandes sont lues sur l’entrée standard ; indiquez un fichier : nadwa --accessible FICHIER
write-failed = { $name } n’a pas pu être écrit : { $why }
output-failed = la sortie n’a pas pu être écrite : { $why }
no-terminal = pas un terminal
no-home = il n’y a pas de dossier personnel

# new
new-ask-title = Titre de l’événement :
new-ask-date = Premier jour
new-ask-days = Nombre de jours
new-ask-place = Ville ou lieu :
new-ask-timezone = Fuseau horaire
new-ask-rooms = Salles, séparées par des virgules
new-ask-languages = Langues du programme, par exemple ar,es
new-room = Grande salle
new-session = Séance { $n }
new-no-title = il faut un titre à l’événement : nadwa new --title "…"
new-wrong-date = « { $typed } » n’est pas une date : écrivez 2026-11-20
new-wrong-days = « { $typed } » n’est pas un nombre de jours de 1 à { $most }
new-wrong-timezone = aucun fuseau horaire ne s’appelle « { $typed } » : écrivez un nom comme Europe/Madrid ou une grande ville du fuseau
new-wrong-rooms = nommez de 1 à { $most } salles, séparées par des virgules
new-wrong-language = « { $typed } » n’est pas un code de langue comme ar ou es
new-no-zone = { $file } n’indique pas de fuseau horaire, et program.toml en a besoin ; indiquez-le : --timezone Europe/Madrid
new-has-zone = { $file } indique déjà son fuseau horaire ; retirez --timezone
new-exists = { $file } existe déjà et reste tel quel ; pour l’afficher : nadwa { $file }
new-cancelled = rien n’a été écrit
new-begun = { $file } a été écrit. Le programme commence le { $date } ; son fuseau horaire est { $zone }. Pour l’afficher : nadwa { $file } ; pour chercher les erreurs : nadwa check { $file }
new-no-sessions = { $file } n’a pas de séance lisible : rien n’a été écrit ; pour voir pourquoi : nadwa check { $file }
new-written = { $file } a été écrit. Pour l’afficher : nadwa { $file } ; pour chercher les erreurs : nadwa check { $file }
new-comment-file =
    Le programme d’un événement. Modifiez-le avec n’importe quel éditeur ; nadwa montre chaque changement aussitôt.
    Pour l’afficher : nadwa { $file }
    Pour chercher les erreurs : nadwa check { $file }
    Chaque texte peut avoir des traductions : title = {"{"} en = "…", es = "…" {"}"}
new-comment-id = fait partie de chaque entrée de calendrier : ne le changez plus ensuite
new-comment-timezone = pour toutes les heures de ce fichier
new-comment-rooms = Salles. Les séances les désignent par leur id.
new-comment-optional = Axes et intervenants, s’il y en a :
new-comment-sessions = Séances : celles-ci sont des exemples.
new-comment-more = Autres clés d’une séance : track = "…", speakers = ["…"], kind = "talk", abstract = "…"

# check, explain, diff
check-more = { $n ->
    [one] { $n } autre problème { $code } : { $message }
   *[other] { $n } autres problèmes { $code } : { $message }
}
check-fixable = { $n ->
    [one] { $n } problème a une seule correction sûre ; pour l’appliquer : { $command }
   *[other] { $n } problèmes ont une seule correction sûre ; pour les appliquer : { $command }
}
check-fixed = { $place } : { $old } → { $new }
check-fix-none = { $name } : rien à corriger automatiquement ; le fichier n’a pas été modifié
check-fix-no-file = { $name } n’est pas un fichier et ne peut pas être modifié
check-fix-changed = un autre programme vient de le modifier
fmt-no-toml = { $name } n’est pas un program.toml en UTF-8 et n’est pas mis en forme
lsp-failed = l’éditeur et le serveur de langage ne se comprennent pas : { $why }
lsp-broken = Le fichier a une erreur de syntaxe : corrigez-la avant de renommer
columns-none = pas de colonnes : ce n’est pas un tableau
column-unread = non lue
check-none = aucun problème
unknown-code = le code de problème « { $code } » n’existe pas ; pour les voir tous : nadwa explain
unknown-code-near = le code de problème « { $code } » n’existe pas : vouliez-vous dire { $near } ?
explain-example = Par exemple :
diff-none = rien ne diffère

# set, unset, log
program-without-id = le programme n’a pas d’identifiant, nécessaire aux annonces ; ajoutez-le à son fichier : id = "…"
update-conflicts = rien n’a été publié ; pour publier quand même, sans déplacer d’autres séances : --force
update-conflicts-others = non publié à cause de conflits ; pour les éviter, ajoutez un de ces mots après le retard : { $others } ; ou publiez le retard seul avec --force
update-unsaved = l’annonce n’a pas pu être enregistrée : { $why }
update-unsent = enregistrée ici, pas encore envoyée : { $why }
update-contested = un autre accueil a publié avant, et son annonce est en vigueur ; nadwa log montre les deux, et l’écran demande laquelle garder
update-lost = le serveur a perdu des annonces qui sont toujours en vigueur ici ({ $n }) ; l’écran demande s’il faut les publier à nouveau
no-update = { $title } : aucune annonce à retirer
no-update-of-field = { $title } : aucune annonce de { $field } à retirer
no-updates = aucune annonce n’a été publiée
log-empty = Aucune annonce n’a été publiée.
withdrawn = { $field } retiré
log-refused = refusée : un autre accueil a publié avant
log-unsent = pas encore envoyée
log-lost = n’est plus sur le serveur
log-undone = retiré
log-undoes = annule
merge-no-toml = { $file } n’est pas un program.toml ou contient des erreurs : les annonces ne s’intègrent qu’à un program.toml valide
merge-left-out = ces annonces ne sont pas dans le fichier :

# starred
starred-wrong = ceci n’est pas une liste de séances marquées : copiez la ligne qu’affiche 'nadwa starred --code' ou le lien vers une liste du site
starred-other = cette liste est celle d’un autre programme : { $list } ; indiquez son fichier avec -p FICHIER
starred-unknown = Absentes de ce programme

# doctor
doctor-versions = { $version } · fuseaux horaires : IANA { $zones }
doctor-terminal = terminal
doctor-size = taille
doctor-colours = couleurs
doctor-colours-auto = celles qui conviennent au fond du terminal (thème auto)
doctor-colours-terminal = les 16 couleurs du terminal
doctor-colours-none = aucune (NO_COLOR, CLICOLOR, --color ou --theme)
doctor-colours-theme = un thème de nadwa (--theme)
doctor-settings = réglages
doctor-program = programme
doctor-bidi = droite à gauche
doctor-question = Laquelle de ces lignes se lit correctement depuis la droite : « sans fausses informations », puis le nom, puis l’année ?
doctor-advice = « > » indique le mode utilisé. Si une autre ligne se lit correctement, choisissez son mode : nadwa --bidi MODE, ou NADWA_BIDI=MODE

# publish, export
watch-failed = les fichiers ne peuvent pas être surveillés : { $why }
fetch-failed = le programme n’a pas pu être téléchargé : { $why }
publish-invalid = { $place } : { $problem }. Les fichiers publiés restent inchangés ; pour le publier quand même, relancez avec --force
publish-unreadable = { $problem }. Les fichiers publiés restent tels quels ; pour le publier quand même, relancez avec --force
publish-lost = la nouvelle version n’a plus que { $n } séances sur { $all } : les fichiers publiés restent inchangés ; pour la publier, relancez avec --force
export-empty = aucune séance ne correspond : il n’y a rien à exporter
export-folder = indiquez le dossier : nadwa export { $format } -o DOSSIER
export-one-part = indiquez une seule partie ; pour plusieurs : --filter 'track:x room:y'
export-own = { $file } est le programme lui-même ou ses annonces ; indiquez un autre fichier
logo-left-out = le logo { $name } est omis : { $why }
export-picture = svg est une image de l’écran : ouvrez avec --keys la page à montrer
folder-foreign = rien n’a été écrit dans { $folder } : { $file } s’y trouve et n’a pas été créé par nadwa ; déplacez-le ou indiquez un autre dossier
folder-home = rien n’a été écrit dans { $folder }, qui est un dossier personnel ou du système ; indiquez un dossier réservé au site
folder-shared = { $folder } contient des fichiers qui n’ont pas été créés par nadwa ; ils ne sont pas modifiés
folder-ignored = { $n ->
    [one] .nadwa-files nomme { $file }, qui n’est pas un fichier de nadwa dans ce dossier ; il n’est pas modifié
   *[other] .nadwa-files nomme { $n } fichiers qui ne sont pas de nadwa ou pas dans ce dossier, dont { $file } ; ils ne sont pas modifiés
}
files-written = { $n ->
    [one] { $n } fichier sur { $all } a changé dans { $folder }
   *[other] { $n } fichiers sur { $all } ont changé dans { $folder }
}

# Why text of the other direction is sent in a way
bidi-set = réglé ainsi
bidi-bdsm = on peut lui demander de ne pas réordonner le texte (BDSM), comme à VTE
bidi-konsole = Konsole ordonne le texte lui-même
bidi-kitty = kitty inverse les suites de lettres de droite à gauche
bidi-browser = xterm.js laisse le navigateur ordonner le texte
bidi-mlterm = on peut demander à mlterm de ne pas réordonner le texte
bidi-tmux = tmux dans un terminal qui ordonne le texte lui-même
bidi-apple = Terminal de macOS ordonne le texte lui-même
bidi-none = ce terminal ne peut pas afficher l’arabe
bidi-default = ce terminal n’est pas connu pour réordonner le texte : nadwa s’en charge
