# What the shell's commands print

# The command line
no-command = no existe el comando «{ $name }»: ¿quería decir «nadwa { $near }»?
no-command-or-file = no existe ningún comando ni archivo «{ $name }»: ¿quería decir «nadwa { $near }»?
takes-no-argument = «nadwa { $name }» no admite el argumento «{ $argument }»; para leer otro archivo: nadwa -p ARCHIVO { $name }
invalid-value = valor de { $name } no válido, «{ $value }»: se espera { $expected }
invalid-value-near = valor de { $name } no válido, «{ $value }»: ¿quería decir «{ $near }»?
invalid-time = hora no válida '{ $value }': escriba 10:42 o 2021-11-30T10:42
invalid-size = tamaño no válido, «{ $value }»: escriba 80x24

# Settings: the values that each expects, and problems of the file
expected-program = un archivo o una dirección
expected-lang = el código o el nombre de un idioma: ar, es, fr, en
expected-zone = event, local o un nombre como Europe/Madrid
expected-color = un color: '#aa3344', 'red', 'light-blue' o un número hasta 255
expected-pane = auto, off o un porcentaje de 10 a 90
expected-desk = un nombre de 40 caracteres como máximo
expected-live = una dirección como nats://192.0.2.7:4222
expected-me = un identificador o parte de un nombre
invalid-type = tipo de { $name } no válido: se espera { $expected }
unknown-setting = no existe el ajuste «{ $name }»; se omite
unknown-setting-near = no existe el ajuste «{ $name }»: ¿quería decir «{ $near }»?
unknown-command = no existe el comando «{ $name }»; se omite
unknown-command-near = no existe el comando «{ $name }»: ¿quería decir «{ $near }»?
unknown-color = el color «{ $name }» no existe; se omite
unknown-color-near = el color «{ $name }» no existe: ¿quería decir «{ $near }»?
key-not-text = una tecla se escribe como texto: "s" o "<c-s>"
key-in-brackets = «{ $key }» no es una sola tecla: escriba "{ $near }"
key-not-one = «{ $key }» no es una sola tecla: escriba varias como lista, por ejemplo ["s", "<c-s>"]
unknown-key = «{ $key }» no es una tecla; las teclas se escriben como en «{ $examples }»
key-unclosed = a «{ $key }» le falta «>»; para el carácter mismo, escriba <lt>
key-taken = «{ $name }» toma una tecla de «{ $other }», que deja de tenerla

# Opening a programme
not-http = «{ $address }» no es una dirección http o https, y no se pueden leer otras
stdin-unreadable = no se pudo leer la entrada estándar: { $why }
progress-reading = leyendo { $name } … Esc detiene
progress-writing = escribiendo { $name } … Esc detiene
fetch-lost = { $name } solo tiene { $n } de las { $all } sesiones que tenía; sin red se usa la copia guardada, que las tiene todas
reading-copy = no se pudo leer { $name }: { $why }. Se usa una copia de hace { $age }
sync-failed = no se puede usar el servidor de avisos: { $why }. Se usan los avisos ya recibidos
name-ambiguous = «{ $name }» forma parte de varios nombres; escriba más, o un identificador:
name-unknown = no se encuentra «{ $name }» ({ $kind }); para buscar en todo: nadwa search { $name }
name-unknown-near = no se encuentra «{ $name }» ({ $kind }); pruebe con: { $near }
file-problems = { $problems } en el archivo del programa; para los detalles: { $command }

# The screen and the output
not-a-terminal = esto no es una terminal, así que se imprime la página; --accessible lee comandos, --help muestra las opciones
terminal-failed = falló la terminal: { $why }
no-trial = no se pudo hacer una copia temporal para probar las teclas: { $why }
crash-report = es un fallo de nadwa. Envíe a sus autores el informe que está en { $path }
accessible-stdin = los comandos se leen de la entrada estándar; indique un archivo: nadwa --accessible ARCHIVO
write-failed = no se pudo escribir { $name }: { $why }
output-failed = no se pudo escribir la salida: { $why }
no-terminal = no es una terminal
no-home = no hay carpeta personal

# new
new-ask-title = Título del evento:
new-ask-date = Primer día
new-ask-days = Número de días
new-ask-place = Ciudad o sede:
new-ask-timezone = Zona horaria
new-ask-rooms = Salas, separadas por comas
new-ask-languages = Idiomas del programa, como ar,es
new-room = Sala principal
new-session = Sesión { $n }
new-no-title = el evento necesita un título: nadwa new --title "…"
new-wrong-date = «{ $typed }» no es una fecha: escriba 2026-11-20
new-wrong-days = «{ $typed }» no es un número de días de 1 a { $most }
new-wrong-timezone = ninguna zona horaria se llama «{ $typed }»: escriba un nombre como Europe/Madrid o una gran ciudad de la zona
new-wrong-rooms = indique de 1 a { $most } salas, separadas por comas
new-wrong-language = «{ $typed }» no es un código de idioma como ar o es
new-no-zone = { $file } no indica la zona horaria, que program.toml necesita; indíquela: --timezone Europe/Madrid
new-has-zone = { $file } ya indica su zona horaria; quite --timezone
new-exists = { $file } ya existe y queda como está; para verlo: nadwa { $file }
new-cancelled = no se ha escrito nada
new-begun = Se ha escrito { $file }. El programa empieza el { $date }; su zona horaria es { $zone }. Para verlo: nadwa { $file }; para buscar errores: nadwa check { $file }
new-no-sessions = { $file } no tiene sesiones que se puedan leer, así que no se ha escrito nada; para ver por qué: nadwa check { $file }
new-written = Se ha escrito { $file }. Para verlo: nadwa { $file }; para buscar errores: nadwa check { $file }
new-comment-file =
    El programa de un evento. Edítelo con cualquier editor; nadwa muestra cada cambio al momento.
    Para verlo: nadwa { $file }
    Para buscar errores: nadwa check { $file }
    Todo texto puede tener traducciones: title = {"{"} en = "…", es = "…" {"}"}
new-comment-id = forma parte de cada entrada de calendario: no lo cambie después
new-comment-timezone = para todas las horas de este archivo
new-comment-rooms = Salas. Las sesiones se refieren a ellas por su id.
new-comment-optional = Ejes y ponentes, si los hay:
new-comment-sessions = Sesiones: estas son ejemplos.
new-comment-more = Más claves de una sesión: track = "…", speakers = ["…"], kind = "talk", abstract = "…"

# check, explain, diff
check-more = { $n ->
    [one] { $n } problema más de { $code }: { $message }
   *[other] { $n } problemas más de { $code }: { $message }
}
check-fixable = { $n ->
    [one] { $n } problema tiene una sola solución segura; para aplicarla: { $command }
   *[other] { $n } problemas tienen una sola solución segura; para aplicarlas: { $command }
}
check-fixed = { $place }: { $old } → { $new }
check-fix-none = { $name }: no hay nada que corregir automáticamente; el archivo no se ha cambiado
check-fix-no-file = { $name } no es un archivo y no se puede cambiar
check-fix-changed = otro programa acaba de cambiarlo
fmt-no-toml = { $name } no es un program.toml en UTF-8 y no se formatea
lsp-failed = el editor y el servidor de lenguaje no se entienden: { $why }
lsp-broken = El archivo tiene un error de sintaxis: corríjalo antes de cambiar el nombre
columns-none = sin columnas: no es una tabla
column-unread = no se lee
check-none = sin problemas
unknown-code = no existe el código de problema «{ $code }»; para ver todos: nadwa explain
unknown-code-near = no existe el código de problema «{ $code }»: ¿quería decir { $near }?
explain-example = Por ejemplo:
diff-none = nada es distinto

# set, unset, log
program-without-id = el programa no tiene identificador, y los avisos lo necesitan; añádalo a su archivo: id = "…"
update-conflicts = no se ha publicado; para publicarlo de todos modos, sin mover otras: --force
update-conflicts-others = no se ha publicado por conflictos; para evitarlos, añada una de estas palabras detrás del retraso: { $others }; o publique solo el retraso con --force
update-unsaved = no se pudo guardar el aviso: { $why }
update-unsent = guardado aquí, aún sin enviar: { $why }
update-contested = otro mostrador publicó antes y su aviso prevalece; nadwa log muestra los dos, y la pantalla pregunta cuál conservar
update-lost = el servidor ha perdido avisos que siguen en vigor aquí ({ $n }); la pantalla pregunta si se publican de nuevo
no-update = { $title }: no hay avisos que retirar
no-update-of-field = { $title }: no hay ningún aviso de { $field } que retirar
no-updates = no se ha publicado ningún aviso
log-empty = No se ha publicado ningún aviso.
withdrawn = { $field } retirado
log-refused = rechazado: otro mostrador publicó antes
log-unsent = aún sin enviar
log-lost = ya no está en el servidor
log-undone = deshecho
log-undoes = deshace
merge-no-toml = { $file } no es un program.toml o tiene errores: los avisos solo se pueden incorporar a un program.toml válido
merge-left-out = estos avisos no están en el archivo:

# starred
starred-wrong = esto no es una lista de sesiones marcadas: copie la línea que escribe 'nadwa starred --code' o el enlace a una lista del sitio
starred-other = esta lista es de otro programa: { $list }; indique su archivo con -p ARCHIVO
starred-unknown = No están en este programa

# doctor
doctor-versions = { $version } · zonas horarias: IANA { $zones }
doctor-terminal = terminal
doctor-size = tamaño
doctor-colours = colores
doctor-colours-auto = los adecuados al fondo de la terminal (tema auto)
doctor-colours-terminal = los 16 colores de la terminal
doctor-colours-none = ninguno (NO_COLOR, CLICOLOR, --color o --theme)
doctor-colours-theme = un tema de nadwa (--theme)
doctor-settings = ajustes
doctor-program = programa
doctor-bidi = derecha a izquierda
doctor-question = ¿Cuál de estas líneas se lee bien desde la derecha: «sin noticias falsas», luego el nombre y después el año?
doctor-advice = «>» marca el modo en uso. Si otra línea se lee bien, elija su modo: nadwa --bidi MODO, o NADWA_BIDI=MODO

# publish, export
watch-failed = no se pueden vigilar los archivos: { $why }
fetch-failed = no se pudo descargar el programa: { $why }
publish-invalid = { $place }: { $problem }. Los archivos publicados se quedan como están; para publicarlo de todos modos, reinicie con --force
publish-unreadable = { $problem }. Los archivos publicados se quedan como están; para publicarlo de todos modos, reinicie con --force
publish-lost = la nueva versión solo conserva { $n } de { $all } sesiones, así que los archivos publicados se quedan como están; para publicarla, reinicie con --force
export-empty = ninguna sesión coincide, así que no hay nada que exportar
export-folder = indique la carpeta: nadwa export { $format } -o CARPETA
export-one-part = indique una sola parte; para varias: --filter 'track:x room:y'
export-own = { $file } es el propio programa o sus avisos; indique otro archivo
logo-left-out = se omite el logotipo { $name }: { $why }
export-picture = svg es una imagen de la pantalla: abra con --keys la página que debe mostrar
folder-foreign = no se escribió nada en { $folder }: allí { $file } no es de nadwa. Muévalo o elija otra carpeta
folder-home = no se escribió nada en { $folder }, que es una carpeta personal o del sistema; indique una carpeta propia para el sitio
folder-shared = en { $folder } hay archivos que no son de nadwa; no se tocan
folder-ignored = { $n ->
    [one] .nadwa-files nombra { $file }, que no es un archivo de nadwa en esta carpeta; no se toca
   *[other] .nadwa-files nombra { $n } archivos que no son de nadwa o no están en esta carpeta, como { $file }; no se tocan
}
files-written = { $n ->
    [one] { $n } de { $all } archivos ha cambiado en { $folder }
   *[other] { $n } de { $all } archivos han cambiado en { $folder }
}

# Why text of the other direction is sent in a way
bidi-set = se ha configurado así
bidi-bdsm = se le puede pedir que no reordene el texto (BDSM), como a VTE
bidi-konsole = Konsole ordena el texto por sí misma
bidi-kitty = kitty invierte los tramos de letras de derecha a izquierda
bidi-browser = xterm.js deja que el navegador ordene el texto
bidi-mlterm = se le puede pedir a mlterm que no reordene el texto
bidi-tmux = tmux dentro de una terminal que ordena el texto por sí misma
bidi-apple = Terminal de macOS ordena el texto por sí misma
bidi-none = esta terminal no puede mostrar árabe
bidi-default = no consta que esta terminal reordene el texto, así que lo hace nadwa
