# Updates: what is posted during the event

# What is typed
update-unknown = « { $typed } » n’est pas une annonce ; saisissez l’une de celles-ci : { $syntax }
update-unknown-nearest = « { $typed } » n’est pas une annonce ; vouliez-vous dire { $near } ?
update-bad-delay = « { $typed } » n’est pas un retard : saisissez 10m, 1h ou 1h30m, 24 heures au plus ; pour avancer la séance, saisissez earlier 10m
update-room-missing = saisissez l’id de la salle ou une partie de son nom
update-speaker-missing = saisissez l’id de l’intervenant ou une partie de son nom
update-room-no-match = aucune salle ne correspond à « { $typed } »
update-speaker-no-match = aucun intervenant ne correspond à « { $typed } » ; pour une personne nouvelle : NOM (ORGANISATION)
update-nearest = { $problem } ; le plus proche : { $names }
update-ambiguous = « { $typed } » correspond à plusieurs noms ; saisissez l’un de ceux-ci : { $ids }
update-note-missing = saisissez le texte de la note : note "Dans le jardin"
update-note-long = la note est trop longue : { $n } caractères, pour un maximum de { $most }
update-bad-status = « { $typed } » n’est pas un statut ; saisissez l’un de ceux-ci : { $known }
update-bad-full = « { $typed } » ne peut pas suivre « full » ; utilisez « unset » quand des places se libèrent

# Conflicts
update-room-used = { $room } : salle occupée par « { $title } » de { $from } à { $until }
update-speaker-busy = { $speaker } participe à « { $title } » ({ $room }) de { $from } à { $until }
update-conflict-help = Déplacez l’une des deux séances

# Problems of the update log
update-bad-value = « { $value } » n’est pas une valeur de { $field }
update-delay-help = Écrivez 10m, 1h ou 1h30m
update-status-help = Écrivez l’une de ces valeurs : { $known }
update-full-help = Écrivez : yes
update-arrival-help = Écrivez l’une de ces valeurs : { $known }
update-announcement-help = Publiez à nouveau le message avec 'nadwa announce'
contact-nobody = un contact sans intervenant
contact-nobody-help = Écrivez l’identifiant de l’intervenant : speaker = "moderator-1"
contact-twice = { $id } a déjà un contact
contact-twice-help = Gardez l’un des deux
contacts-unreadable = contacts.toml ne peut pas être lu : { $why }
contacts-unreadable-help = Rendez-le lisible pour vous, ou retirez-le
announcement-missing = Saisissez le message
announcement-long = Le message compte { $n } caractères ; { $most } au plus sont possibles
announcement-until = « { $typed } » n’est pas une heure ; écrivez par exemple 14:00
update-room-unknown = aucune salle n’a l’id « { $id } »
update-speaker-unknown = aucun intervenant n’a l’id « { $id } »
update-unknown-id-help = Ajoutez-le au fichier du programme, ou retirez l’annonce
update-session-unknown = aucune séance n’a l’id « { $id } »
update-session-unknown-help = L’annonce s’appliquera de nouveau dès que la séance figurera au programme
update-other-program = { $file } contient des annonces d’un autre programme, « { $id } »
update-other-program-help = Il reste tel quel ; les annonces de ce programme sont enregistrées dans { $file }
update-incomplete = cette annonce n’indique pas sa séance ou son champ
update-incomplete-help = Écrivez session = "…" et field = "…"
update-bad-time = la date de cette annonce est hors des années 0 à 9999
update-log-unreadable = { $file } n’a pas pu être lu : { $why }
update-log-unreadable-help = Aucune annonce n’est affichée tant que le fichier ne peut pas être lu
update-log-copied = { $file } contenait des erreurs ; l’original a été copié dans { $copy }
update-log-moved = { $n ->
    [one] { $file } était plein ; { $n } annonce d’une séance absente du programme a été déplacée vers { $copy }
   *[other] { $file } était plein ; { $n } annonces de séances absentes du programme ont été déplacées vers { $copy }
}
update-log-apart = { $file } contient des annonces de « { $id } » et reste tel quel ; cette annonce est enregistrée dans { $own }
update-no-folder = il n’y a pas de dossier où l’enregistrer

# Why a file cannot be read or written
reason-missing = le fichier n’existe pas
reason-denied = permission refusée
reason-folder = c’est un dossier
reason-no-folder = une partie du chemin est un fichier, pas un dossier
reason-special = { $file } est un tube ou un périphérique, pas un fichier
reason-link = { $file } est un lien symbolique, et nadwa n’écrit pas à travers lui
reason-dangling = { $file } est un lien symbolique vers un fichier qui n’existe pas
reason-foreign = { $file } n’est pas un journal d’annonces et reste tel quel ; pour en commencer un autre, déplacez-le
update-log-empty = { $file } est vide : ses annonces sont perdues
update-log-empty-help = Restaurez-le à partir d’une copie, ou supprimez-le pour repartir sans annonces
updates-missing = { $place } : { $problem }. Il peut manquer des annonces
reason-other-program = { $file } contient des annonces d’un autre programme
reason-large = il dépasse 16 Mio
reason-large-logo = il dépasse 1 Mo
reason-not-beside = il ne peut être lu qu’à côté d’un fichier
reason-no-picture = le contenu n’est pas une image de ce type
reason-full = { $file } est plein (16 Mio au plus, dont 8 Mio par accueil) ; déplacez-le dans un autre dossier pour en commencer un nouveau
reason-unwritable = { $file } n’a pas été écrit : nadwa ne pourrait pas le relire
reason-locked = un autre nadwa l’utilise
reason-disk-full = le disque est plein
reason-read-only = le disque est en lecture seule
reason-silent = aucun programme n’a écrit dans { $file } en 10 secondes

# Where the programme comes from
source-unreadable = Impossible de lire { $name } : { $why }
source-tried = Vérifiez { $path }, ou indiquez un autre fichier
source-tried-missing = Vérifiez { $path }, ou indiquez un autre fichier ; pour commencer un nouveau programme : nadwa new
source-no-copy = Vérifiez l’adresse et le réseau ; il n’y a pas encore de copie enregistrée

# Why the programme could not be fetched
fetch-never = il n’a pas encore été demandé
fetch-not-modified = le serveur répond que rien n’a changé, mais il n’y a pas de copie enregistrée
fetch-not-programme = la réponse ne contient aucune séance ; la copie enregistrée est conservée
fetch-no-format = la réponse n’est pas un programme ; le réseau demande peut-être de s’identifier d’abord
fetch-no-location = le serveur redirige sans donner d’adresse
fetch-redirects = le serveur redirige plus de { $n } fois
fetch-not-web = le serveur redirige vers une adresse qui n’est ni http ni https
fetch-insecure = le serveur redirige de https vers http
fetch-unknown-host = le serveur n’existe pas, ou il n’y a pas de réseau
fetch-timeout = pas de réponse complète en { $seconds } s
fetch-large = il dépasse { $size } Mio
fetch-unreachable = le serveur est injoignable
fetch-cut-short = la réponse a été interrompue
fetch-not-found = la page n’existe pas
fetch-denied = le serveur refuse l’accès
fetch-too-many = trop de requêtes : le serveur demande d’attendre
fetch-server-error = le serveur a un problème (code { $status })
fetch-status = le serveur a répondu par le code { $status }

# The server that shares updates
sync-not-built = ce nadwa ne peut pas se connecter à un serveur ; installez-le avec : cargo install --path . --features live
sync-not-started = la connexion n’a pas pu démarrer : { $why }
sync-credentials = le fichier de ${ $name } n’a pas pu être lu : { $why }
sync-old-server = le serveur est NATS { $version } ; il faut { $oldest } ou plus récent
sync-no-bucket = le bucket { $name } n’existe pas et n’a pas pu être créé : { $why }
sync-not-connected = il n’y a pas de connexion
sync-not-saved = les annonces reçues n’ont pas pu être enregistrées : { $why }
sync-timeout = le serveur n’a pas envoyé ses annonces à temps
sync-ended = le serveur a mis fin à l’abonnement
sync-lost = la connexion a été perdue
sync-store-changed = les annonces du serveur ont été remplacées ou restaurées depuis une copie
sync-busy = d’autres postes publient pour la même séance ; réessayez
sync-too-large = le serveur n’accepte plus de données pour la séance { $session } ; son annonce reste sur cet ordinateur
