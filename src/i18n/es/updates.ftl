# Updates: what is posted during the event

# What is typed
update-unknown = «{ $typed }» no es un aviso; escriba uno de estos: { $syntax }
update-unknown-nearest = «{ $typed }» no es un aviso; ¿quería decir { $near }?
update-bad-delay = «{ $typed }» no es un retraso: escriba 10m, 1h o 1h30m, como máximo 24 horas; para adelantar la sesión, escriba earlier 10m
update-room-missing = escriba el id de la sala o parte de su nombre
update-speaker-missing = escriba el id del ponente o parte de su nombre
update-room-no-match = ninguna sala coincide con «{ $typed }»
update-speaker-no-match = ningún ponente coincide con «{ $typed }»; si es alguien nuevo: NOMBRE (ORGANIZACIÓN)
update-nearest = { $problem }; lo más parecido: { $names }
update-ambiguous = «{ $typed }» coincide con varios nombres; escriba uno de estos: { $ids }
update-note-missing = escriba el texto de la nota: note "En el jardín"
update-note-long = la nota es demasiado larga: tiene { $n } caracteres y el máximo es { $most }
update-bad-status = «{ $typed }» no es un estado; escriba uno de estos: { $known }
update-bad-full = «{ $typed }» no puede ir detrás de «full»; use «unset» cuando vuelva a haber plazas

# Conflicts
update-room-used = { $room } está ocupada por «{ $title }» de { $from } a { $until }
update-speaker-busy = { $speaker } participa en «{ $title }» en { $room } de { $from } a { $until }
update-conflict-help = Cambie una de las dos sesiones

# Problems of the update log
update-bad-value = «{ $value }» no es un valor de { $field }
update-delay-help = Escriba 10m, 1h o 1h30m
update-status-help = Escriba uno de estos: { $known }
update-full-help = Escriba: yes
update-arrival-help = Escriba uno de estos: { $known }
update-announcement-help = Publique de nuevo el anuncio con 'nadwa announce'
contact-nobody = un contacto sin ponente
contact-nobody-help = Escriba el identificador del ponente: speaker = "moderator-1"
contact-twice = { $id } ya tiene un contacto
contact-twice-help = Deje uno de los dos
contacts-unreadable = contacts.toml no se puede leer: { $why }
contacts-unreadable-help = Dele permiso de lectura o quítelo
announcement-missing = Escriba qué anunciar
announcement-long = El anuncio tiene { $n } caracteres; el máximo es { $most }
announcement-until = «{ $typed }» no es una hora; escríbala así: 14:00
update-room-unknown = ninguna sala tiene el id «{ $id }»
update-speaker-unknown = ningún ponente tiene el id «{ $id }»
update-unknown-id-help = Añádalo al archivo del programa o retire el aviso
update-session-unknown = ninguna sesión tiene el id «{ $id }»
update-session-unknown-help = El aviso volverá a aplicarse cuando el programa tenga la sesión
update-other-program = { $file } contiene avisos de otro programa, «{ $id }»
update-other-program-help = Se queda como está; los avisos de este programa se guardan en { $file }
update-incomplete = este aviso no indica a qué sesión o a qué campo se refiere
update-incomplete-help = Escriba session = "…" y field = "…"
update-bad-time = la fecha de este aviso está fuera de los años 0 a 9999
update-log-unreadable = no se pudo leer { $file }: { $why }
update-log-unreadable-help = No se muestra ningún aviso hasta que se pueda leer el archivo
update-log-copied = { $file } tenía problemas; el original se copió en { $copy }
update-log-moved = { $n ->
    [one] { $file } estaba lleno; { $n } aviso de una sesión que no está en el programa se trasladó a { $copy }
   *[other] { $file } estaba lleno; { $n } avisos de sesiones que no están en el programa se trasladaron a { $copy }
}
update-log-apart = { $file } contiene avisos de «{ $id }» y se queda como está; este aviso se guardó en { $own }
update-no-folder = no hay ninguna carpeta donde guardarlo

# Why a file cannot be read or written
reason-missing = el archivo no existe
reason-denied = permiso denegado
reason-folder = es una carpeta
reason-no-folder = parte de la ruta es un archivo, no una carpeta
reason-special = { $file } es una tubería o un dispositivo, no un archivo
reason-link = { $file } es un enlace simbólico, y nadwa no escribe a través de él
reason-dangling = { $file } es un enlace simbólico a un archivo que no existe
reason-foreign = { $file } no es un registro de avisos y se queda como está; para empezar uno nuevo, muévalo a otro lugar
update-log-empty = { $file } está vacío: se han perdido sus avisos
update-log-empty-help = Recupérelo de una copia, o elimínelo para empezar sin avisos
updates-missing = { $place }: { $problem }. Pueden faltar avisos
reason-other-program = { $file } contiene avisos de otro programa
reason-large = ocupa más de 16 MiB
reason-large-logo = ocupa más de 1 MB
reason-not-beside = solo se puede leer junto a un archivo
reason-no-picture = el contenido no es una imagen de ese tipo
reason-full = { $file } está lleno (16 MiB como máximo, 8 MiB por mostrador); muévalo a otra carpeta para empezar uno nuevo
reason-unwritable = no se escribió { $file }: nadwa no podría volver a leerlo
reason-locked = otro nadwa lo está usando
reason-disk-full = el disco está lleno
reason-read-only = el disco es de solo lectura
reason-silent = ningún programa escribió en { $file } en 10 segundos

# Where the programme comes from
source-unreadable = No se puede leer { $name }: { $why }
source-tried = Compruebe { $path } o indique otro archivo
source-tried-missing = Compruebe { $path } o indique otro archivo; para empezar un programa nuevo: nadwa new
source-no-copy = Compruebe la dirección y la red; aún no hay ninguna copia guardada

# Why the programme could not be fetched
fetch-never = aún no se ha solicitado
fetch-not-modified = el servidor responde que no hay cambios, pero no hay ninguna copia guardada
fetch-not-programme = la respuesta no contiene sesiones; se conserva la copia guardada
fetch-no-format = la respuesta no es un programa; quizá la red pida iniciar sesión primero
fetch-no-location = el servidor redirige sin indicar la dirección
fetch-redirects = el servidor redirige más de { $n } veces
fetch-not-web = el servidor redirige a una dirección que no es http ni https
fetch-insecure = el servidor redirige de https a http
fetch-unknown-host = el servidor no existe o no hay red
fetch-timeout = sin respuesta completa en { $seconds } s
fetch-large = ocupa más de { $size } MiB
fetch-unreachable = no se puede conectar con el servidor
fetch-cut-short = la respuesta se interrumpió
fetch-not-found = la página no existe
fetch-denied = el servidor deniega el acceso
fetch-too-many = demasiadas solicitudes: el servidor pide esperar
fetch-server-error = el servidor tiene un problema (código { $status })
fetch-status = el servidor ha respondido con el código { $status }

# The server that shares updates
sync-not-built = este nadwa no puede conectarse a servidores; instálelo con: cargo install --path . --features live
sync-not-started = no se pudo iniciar la conexión: { $why }
sync-credentials = no se pudo leer el archivo de ${ $name }: { $why }
sync-old-server = el servidor es NATS { $version }; se necesita { $oldest } o posterior
sync-no-bucket = no existe el bucket { $name } y no se pudo crear: { $why }
sync-not-connected = no hay conexión
sync-not-saved = no se pudieron guardar los avisos recibidos: { $why }
sync-timeout = el servidor no envió sus avisos a tiempo
sync-ended = el servidor cerró la suscripción
sync-lost = se perdió la conexión
sync-store-changed = los avisos del servidor se han sustituido o restaurado de una copia
sync-busy = otros están publicando avisos de la misma sesión; inténtelo de nuevo
sync-too-large = el servidor no acepta más datos de la sesión { $session }; su aviso se queda en este ordenador
