# Updates: what is posted during the event

# What is typed
update-unknown = «{ $typed }» no es un aviso; escriba uno de estos: { $syntax }
update-unknown-nearest = «{ $typed }» no es un aviso; ¿quería decir { $near }?
update-bad-delay = «{ $typed }» no es un retraso: escriba 10m, 1h o 1h30m, como máximo 24 horas; para adelantar la sesión, escriba earlier 10m
update-room-missing = escriba el id de la sala o parte de su nombre
update-speaker-missing = escriba el id del ponente o parte de su nombre
update-room-no-match = ninguna sala coincide con «{ $typed }»
update-speaker-no-match = ningún ponente coincide con «{ $typed }»
update-nearest = { $problem }; lo más parecido: { $names }
update-ambiguous = «{ $typed }» coincide con varios nombres; escriba uno de estos: { $ids }
update-note-missing = escriba el texto de la nota: note "En el jardín"
update-note-long = la nota es demasiado larga: tiene { $n } caracteres y el máximo es { $most }
update-bad-status = «{ $typed }» no es un estado; escriba uno de estos: { $known }

# Conflicts
update-room-used = { $room } está ocupada por «{ $title }» de { $from } a { $until }
update-speaker-busy = { $speaker } participa en «{ $title }» en { $room } de { $from } a { $until }
update-conflict-help = cambie de hora o de sala una de las dos sesiones

# Problems of the update log
update-bad-value = «{ $value }» no es un valor de { $field }
update-delay-help = escriba 10m, 1h o 1h30m
update-status-help = escriba uno de estos: { $known }
update-room-unknown = ninguna sala tiene el id «{ $id }»
update-speaker-unknown = ningún ponente tiene el id «{ $id }»
update-unknown-id-help = añádalo al archivo del programa o retire el aviso
update-session-unknown = ninguna sesión tiene el id «{ $id }»
update-session-unknown-help = el aviso volverá a aplicarse cuando el programa tenga la sesión
update-other-program = estos avisos son del programa «{ $id }»
update-other-program-help = este programa es «{ $id }»: mueva el archivo a otra carpeta
update-incomplete = este aviso no indica a qué sesión o a qué campo se refiere
update-incomplete-help = escriba session = "…" y field = "…"
update-log-unreadable = no se pudo leer { $file }: { $why }
update-log-unreadable-help = no se muestra ningún aviso hasta que se pueda leer el archivo
update-no-folder = no hay ninguna carpeta donde guardarlo
