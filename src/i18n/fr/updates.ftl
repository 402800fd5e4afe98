# Updates: what is posted during the event

# What is typed
update-unknown = « { $typed } » n’est pas une annonce ; saisissez l’une de celles-ci : { $syntax }
update-unknown-nearest = « { $typed } » n’est pas une annonce ; vouliez-vous dire { $near } ?
update-bad-delay = « { $typed } » n’est pas un retard : saisissez 10m, 1h ou 1h30m, 24 heures au plus ; pour avancer la séance, saisissez earlier 10m
update-room-missing = saisissez l’id de la salle ou une partie de son nom
update-speaker-missing = saisissez l’id de l’intervenant ou une partie de son nom
update-room-no-match = aucune salle ne correspond à « { $typed } »
update-speaker-no-match = aucun intervenant ne correspond à « { $typed } »
update-nearest = { $problem } ; le plus proche : { $names }
update-ambiguous = « { $typed } » correspond à plusieurs noms ; saisissez l’un de ceux-ci : { $ids }
update-note-missing = saisissez le texte de la note : note "Dans le jardin"
update-note-long = la note est trop longue : { $n } caractères, pour un maximum de { $most }
update-bad-status = « { $typed } » n’est pas un statut ; saisissez l’un de ceux-ci : { $known }

# Conflicts
update-room-used = { $room } : salle occupée par « { $title } » de { $from } à { $until }
update-speaker-busy = { $speaker } participe à « { $title } » ({ $room }) de { $from } à { $until }
update-conflict-help = déplacez l’une des deux séances

# Problems of the update log
update-bad-value = « { $value } » n’est pas une valeur de { $field }
update-delay-help = écrivez 10m, 1h ou 1h30m
update-status-help = écrivez l’une de ces valeurs : { $known }
update-room-unknown = aucune salle n’a l’id « { $id } »
update-speaker-unknown = aucun intervenant n’a l’id « { $id } »
update-unknown-id-help = ajoutez-le au fichier du programme, ou retirez l’annonce
update-session-unknown = aucune séance n’a l’id « { $id } »
update-session-unknown-help = l’annonce s’appliquera de nouveau dès que la séance figurera au programme
update-other-program = ces annonces concernent le programme « { $id } »
update-other-program-help = ce programme est « { $id } » : déplacez le fichier dans un autre dossier
update-incomplete = cette annonce n’indique ni séance ni champ, ou l’un des deux manque
update-incomplete-help = écrivez session = "…" et field = "…"
update-log-unreadable = { $file } n’a pas pu être lu : { $why }
update-log-unreadable-help = aucune annonce n’est affichée tant que le fichier ne peut pas être lu
update-no-folder = il n’y a pas de dossier où l’enregistrer
