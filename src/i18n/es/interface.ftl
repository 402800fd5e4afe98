# Fechas y duraciones
day-1 = lunes
day-2 = martes
day-3 = miércoles
day-4 = jueves
day-5 = viernes
day-6 = sábado
day-7 = domingo
day-short-1 = lun
day-short-2 = mar
day-short-3 = mié
day-short-4 = jue
day-short-5 = vie
day-short-6 = sáb
day-short-7 = dom
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sep
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic
long-date = { $weekday } { $day } de { $month } de { $year }
short-date = { $weekday } { $day } { $month }
day-month = { $day } { $month }
minutes = { $n } min
all-day = todo el día
hours = { $n } h
hours-minutes = { $h } h { $m } min
hours-minutes-compact = { $h }h{ $m }

# Cantidades
sessions = { $n ->
    [one] { $n } sesión
   *[other] { $n } sesiones
}
people = { $n ->
    [one] { $n } persona
   *[other] { $n } personas
}
tracks = { $n ->
    [one] { $n } eje
   *[other] { $n } ejes
}
speakers = { $n ->
    [one] { $n } ponente
   *[other] { $n } ponentes
}
rooms = { $n ->
    [one] { $n } sala
   *[other] { $n } salas
}
projects = { $n ->
    [one] { $n } proyecto
   *[other] { $n } proyectos
}
organisations = { $n ->
    [one] { $n } organización
   *[other] { $n } organizaciones
}
results = { $n ->
    [one] { $n } resultado para «{ $query }»
   *[other] { $n } resultados para «{ $query }»
}
agenda-of = { $n ->
    [one] Programa de { $n } día
   *[other] Programa de { $n } días
}
errors = { $n ->
    [one] { $n } error
   *[other] { $n } errores
}
warnings = { $n ->
    [one] { $n } advertencia
   *[other] { $n } advertencias
}
starred = { $n ->
    [0] No hay sesiones marcadas
    [one] { $n } sesión marcada
   *[other] { $n } sesiones marcadas
}
on-at-once = { $n ->
    [0] No hay sesiones en curso
    [one] { $n } sesión en curso
   *[other] { $n } sesiones en curso
}
sessions-changed = { $n ->
    [0] Sin cambios
    [one] { $n } sesión ha cambiado
   *[other] { $n } sesiones han cambiado
}
changes-shown = { $n ->
    [one] { $n } cambio: pulse { $key-changes } para verlo
   *[other] { $n } cambios: pulse { $key-changes } para verlos
}
gap = { $n ->
    [0] { $free }
    [one] { $free }; cabe { $n } sesión:
   *[other] { $free }; caben { $n } sesiones:
}
more-fit = { $n ->
    [one] y { $n } más
   *[other] y { $n } más
}
in-days = { $n ->
    [one] dentro de { $n } día
   *[other] dentro de { $n } días
}
funds-sessions = financia { $n }
of-all = { $n } de { $all }
field-is = { $label }: { $value }

# Clases de cosas
kind-program = programa
kind-day = día
kind-session = sesión
kind-track = eje
kind-speaker = ponente
kind-partner = socio
kind-room = sala
kind-project = proyecto
kind-problem = problema
kind-query = búsqueda
kind-command = comando
kind-address = dirección
kind-change = cambio

# Rótulos
label-affiliation = Entidad
label-changed = Modificado
label-chairs = Moderación
label-clock = Zona horaria
label-code = Código
label-command = Comando
label-keys = Teclas
label-day-after = Día siguiente
label-day-before = Día anterior
label-days = Días
label-floor = Planta
label-funders = Financiadores
label-funds = Financia
label-holds = Contenido
label-kind = Tipo
label-languages = Idiomas
label-lead = Entidad líder
label-leads = Lidera
label-links = Enlaces
label-on-foot = A pie
label-organisers = Organizadores
label-partner = Socio
label-partners = Socios
label-place = Ubicación
label-project = Proyecto
label-projects = Proyectos
label-recording = Grabación
label-role = Función
label-delay = Retraso
label-length = Duración
label-room = Sala
label-seats = Aforo
label-speakers = Ponentes
label-status = Estado
label-tags = Etiquetas
label-track = Eje
label-venue = Sede
label-notice = Aviso
label-about = Descripción
label-web = Web
label-when = Fecha y hora
label-abstract = Resumen
label-interpreted = Interpretación
label-interpreters = Intérpretes
label-items = Intervenciones
label-note = Nota
label-full = Plazas
label-phone = Teléfono
label-contact = Para el equipo
label-arrival = Llegada
label-announcement = Anuncio
label-posted = Avisos
label-spoken = Idioma
label-subtitle = Subtítulo
label-title = Título

# Estados
now = ahora
on-now = en curso · quedan { $left }
in-time = dentro de { $time }
in-time-compact = en { $time }
comma = ,
over = terminada
no-start = hora por confirmar
left = quedan { $time }
new = nueva
changed = con cambios
gone = eliminada
you = Es usted.
none = nada
from-to = { $old } → { $new }
was = antes: { $old }
moved-from-to = { $old } → { $new }
as-planned = según lo previsto
heading-say = Publicar un aviso
heading-becomes = Lo que cambiará
say-how = O escriba: 10 · adelanto 10 · sala NOMBRE · cancelada · completa · nota TEXTO · ponentes NOMBRES
enter-posts = Intro lo publica para todos · Esc vuelve
moves-others = { $n ->
    [one] { $update }, con 1 sesión siguiente
   *[other] { $update }, con { $n } sesiones siguientes
}
moves-follow = { $n ->
    [one] { $update }, con 1 sesión siguiente; las pausas no se acortan
   *[other] { $update }, con { $n } sesiones siguientes; las pausas no se acortan
}
moves-hold = { $n ->
    [one] { $update }; se acorta la sesión siguiente
   *[other] { $update }; se acortan las { $n } sesiones siguientes
}
moves-swap = { $n ->
    [one] { $update }; la sesión siguiente pasa a { $room }
   *[other] { $update }; las { $n } sesiones siguientes pasan a { $room }
}
moves-none = { $update }, solo esta sesión
say-unset = según lo previsto: retirar todos los avisos
say-later = { $time } más tarde
say-earlier = { $time } antes
meets = en conflicto con { $title }
leaves-day = traslada la sesión a otro día: { $day }
runs-into = { $title } entra en { $break }
no-pause = { $person } no tiene pausa: { $times }
already-so = Ya está así
new-person = Una persona nueva, que no está en el programa
post-anyway = Pulse Intro otra vez para publicar de todos modos: { $why }
log-title = Avisos
posted-for-all = Publicado para todos, { $key-undo } lo deshace: { $title }
all-withdrawn = Retirados, { $key-undo } lo deshace: todos los avisos de { $title }
and-others = { $n ->
    [one] { $title } y 1 más
   *[other] { $title } y { $n } más
}
undone = Deshecho: { $title }
undo-sure = ¿Deshacer: { $what }? (y: sí, n: no)
undone-now = Deshecho. Ahora:
nothing-to-undo = No hay nada suyo que deshacer
not-posted = No se ha publicado: { $why }
new-is = aviso:
announcement = para todos:
announcement-hint = ! delante: urgente · hasta 14:00 detrás · vacío: terminar
no-announcement = Ningún anuncio
everyone = todos
elsewhere = cambio en otro idioma
translations-lost = traducciones eliminadas: { $langs }
status-confirmed = confirmada
status-tentative = provisional
status-moved = trasladada
status-delayed = retrasada
status-cancelled = cancelada
full = completa
seats-free = hay plazas
arrival-expected = por llegar
arrival-arrived = ha llegado
arrival-missing = no ha llegado
arrival-left = se ha ido
session-opening = apertura
session-talk = ponencia
session-panel = mesa redonda
session-workshop = taller
session-declaration = declaración
session-break = pausa
session-social = encuentro
session-closing = clausura
session-other = otro
role-organiser = entidad organizadora
role-partner = entidad socia
role-funder = entidad financiadora
walk-to = { $time } hasta { $room }
interpreted = interpretación al { $languages }
on-channel = { $language } en el canal { $n }
language-ar = árabe
language-es = español
language-fr = francés
language-en = inglés

# Páginas
no-title = Sin título
no-such = No está en el programa: { $kind }.
not-recorded = no se graba
no-sessions = Ninguna sesión
no-sessions-at-all = Este programa no tiene sesiones.
see-problems = El archivo tiene problemas: pulse { $key-problems } o ejecute «nadwa check» para verlos.
no-tracks = Este programa no tiene ejes.
no-speakers = Este programa no tiene ponentes.
no-partners = Este programa no tiene socios.
no-rooms = Este programa no tiene salas.
no-projects = Este programa no tiene proyectos.
its-speakers = Sus ponentes
funded-sessions = Sesiones de los proyectos financiados
no-problems = Sin problemas
no-problems-found = No se ha encontrado ningún problema en el archivo del programa.
search = Buscar
search-hint = Escriba parte de un título, un nombre o una sala…
nothing-found = Sin resultados para «{ $query }»
nothing-holds = Ningún elemento contiene «{ $query }».
hidden-by-filter = { $n ->
    [one] 1 más está oculto por el filtro { $query }
   *[other] { $n } más están ocultos por el filtro { $query }
}
search-advice = Pruebe con menos letras o con una parte del nombre: los acentos y las mayúsculas no importan.
timetable = Horario
no-room = Sin sala
heading-now = Ahora
heading-next = A continuación en cada sala
heading-later = Hoy más tarde
heading-soon = En menos de una hora
arrived-of = { $n } de { $all } han llegado
nobody-expected = No falta ningún ponente por llegar.
heading-gone = Eliminadas del programa
heading-changed = Cambios
nothing-now = No hay ninguna sesión en curso.
over-today = La jornada ha terminado. A continuación:
not-yet = El programa aún no ha comenzado. Para empezar:
program-over = El programa ha terminado.
all-filtered = Ninguna sesión coincide con el filtro: { $query }
no-stars = Todavía no hay sesiones marcadas.
star-hint = Pulse { $key-star } para marcar la sesión bajo el cursor. Aquí se ven los solapamientos, los huecos y los trayectos a pie.
no-notice = Aquí no hay ninguna nota
notice-dismissed = La nota queda en la página { $key-about }
clash = se solapa con { $title }
clashes = { $n ->
    [one] se solapa con 1 sesión
   *[other] se solapa con { $n } sesiones
}
free = libre: { $free }
on-foot = { $walk } a pie
hurry = { $walk } a pie desde { $room }, pero solo { $free } entre ambas
no-changes = Sin cambios
no-changes-since = Nada ha cambiado desde su última visita.
speaks = interviene
in-the-chair = modera la sesión
interprets = interpreta
heading-cancelled = Canceladas
nothing-now-filtered = Ninguna sesión en curso coincide con el filtro: { $query }
code-next = { $key-down }: sesión siguiente.
no-side = No hay ninguna página al lado: { $key-side } la abre
too-narrow = La pantalla es demasiado estrecha para dos páginas
no-side-here = Esta página no tiene otra al lado
nothing-current = Ninguna sesión de esta página está en curso ni es la próxima
no-hour = No hay otra hora en esta dirección
lists-sorted = Listas: { $order }
order-own = por nombre o como en el archivo
order-sessions = las que tienen más sesiones, primero
order-next = la próxima sesión, primero
shown-of = Sesiones mostradas: { $n } de { $all }
all-tentative = todas provisionales
no-longer = Ya no está en el programa. Últimos datos conocidos:
with-people = con { $names }
chaired-by = moderación: { $names }
now-until = Ahora · hasta las { $time } · quedan { $left }
until = hasta las { $time }
next-at = A continuación · { $time } · dentro de { $in }
next-on = A continuación · { $day } { $time }
nothing-more-here = Nada más en esta sala
moved-away = Trasladada a { $room }: { $title }
then-next = después, { $time } { $title }
clock-soon = quedan { $left }
clock-last-minute = Último minuto
clock-over = Se acabó el tiempo
clock-starts = Empieza en
clock-rooms = Tiempo restante en cada sala
no-room-for-code = El código QR no cabe: agrande la ventana.
no-room-for-list = El código QR no cabe: agrande la ventana o ejecute: nadwa starred --code
code-hint = Escanee el código con un teléfono para añadir la sesión a su calendario. { $key-back }: volver.
code-list-hint = Escanéelo para abrir esta lista en un navegador. { $key-back }: volver.
code-text-hint = Escanéelo y dé su texto a: nadwa starred --import. { $key-back }: volver.
code-list-next = { $key-down }: las sesiones, una por una.
keys = Teclas
keys-here = En esta página
keys-view = Vistas
keys-move = Moverse
keys-find = Buscar
keys-mine = Mi programa
keys-event = El evento
keys-screen = Pantalla
prompt = Número, comando (como star 3) o ? para la ayuda:
prompt-words = Texto:
no-such-number = En esta página no hay número { $n }
mark-starred = marcada
more-rows = { $n ->
    [one] { $n } línea más: pulse Intro para leerla
   *[other] { $n } líneas más: pulse Intro para leerlas
}
palette = Comandos y contenido del programa
address-hint = Pulse { $key-open } o { $key-browse } para abrirla en un navegador, { $key-copy } para copiarla.
marks = Símbolos: ? provisional, * marcada, ahora, nueva, con cambios, trasladada, retrasada, cancelada. Las sesiones pasadas se ven atenuadas.
times-on = Horas: { $zone }
times-assumed = Horas: { $zone } (supuesta: el archivo no nombra ninguna zona horaria)
times-unnamed = Horas: el archivo no nombra su zona horaria (--event-zone)
times-local = Horas: hora local del evento

# Mensajes
first-page = Esta es la primera página; pulse { $key-quit } para salir de nadwa
first-page-filtered = Esta es la primera página; { $key-no-filter } quita el filtro
nothing-to-open = Sin resultados: pulse { $key-find } para buscar otra vez, { $key-back } para volver
no-search = Todavía no hay búsqueda: pulse { $key-find } para iniciar una
last-result = Este es el último resultado
first-result = Este es el primer resultado
kept = Se sigue mostrando la última versión válida: { $fault }
another-program = Se muestra otro programa
read-again = Archivo recargado
asking = Conectando con el servidor…
reading = Leyendo el archivo…
not-reloaded = No se pudo recargar desde el servidor: { $why }
reading-so-far = leyendo… { $percent } %
copy-age = copia de hace { $age }
offline-since = sin conexión desde { $time }
not-on-server = avisos que no están en el servidor: { $n }
server-away = Sin conexión ({ $why }): los avisos publicados aquí se guardan y se envían después
server-refuses = Guardado aquí, pero rechazado por el servidor: { $why }
contested = { $by } ya ha publicado «{ $theirs }» para { $title }. Pulse y para publicar «{ $mine }» de todos modos, n para dejarlo
lost-updates = El servidor ha perdido avisos que se muestran aquí ({ $n }), entre ellos «{ $update }» para { $title }. Pulse Y para publicarlos de nuevo, N para publicar en su lugar lo que tiene el servidor, para todos
not-again = No se puede volver a leer { $name }
edit-no-file = { $name } no es un archivo que se pueda editar
edit-failed = { $name }: { $why }
clock-event = Horas según la zona horaria del evento: { $zone }
clock-own = Horas según su zona horaria: { $zone }
no-languages = El programa no indica ningún idioma
no-such-key = { $key } no hace nada aquí; pulse { $key-help } para ver las teclas
take-it = El archivo solo conserva { $n } de { $all } sesiones. Pulse y para mostrarlo, n para dejar lo que se ve
not-taken = Se sigue mostrando la versión anterior; pulse { $key-reload } para recargar
faults-shown = { $faults }: pulse { $key-problems }
settings-read = Se han vuelto a leer los ajustes
settings-faults = { $n ->
    [one] { $n } error en los ajustes: véalo con «nadwa config»
   *[other] { $n } errores en los ajustes: véalos con «nadwa config»
}
filter = filtro:
filtered = Filtro: { $query }
past-hidden = Sesiones pasadas ocultas
past-shown = Sesiones pasadas visibles
f-clears = { $key-no-filter } para mostrarlo todo
more = { $key-about } más
built-in = Este programa viene con nadwa: nadwa ARCHIVO abre el suyo · { $key-help } ayuda
no-filter = No hay filtro; pulse { $key-filter } para poner uno
no-such-field = Filtro desconocido { $wrong }:; use: { $known }
no-such-value = Nada coincide con { $field }:{ $wrong }; use: { $known }
is-starred = Marcada: { $title }
is-unstarred = Ya no está marcada: { $title }
no-session-here = Aquí no hay sesión: vaya a una y pulse { $key-star } para marcarla
no-change-here = Aquí no hay sesión: vaya a una y pulse { $key-say } para publicar un aviso
no-speaker-here = Aquí no hay ponente: vaya a uno y pulse { $key-arrived } para anotar su llegada
is-me = Usted es { $name }: desde ahora nadwa se abre en esta página
not-me = Usted ya no es { $name }
who-are-you = Aún no ha indicado quién es: abra su página de ponente y pulse { $key-me }
no-code-here = Aquí no hay sesión ni ponente para un código QR
opens = Abierto en el navegador: { $url }
screen-cut = La terminal supera el tamaño máximo; se usan { $cols } columnas y { $rows } filas
no-shell = Ninguna consola podría reanudar nadwa, así que no se suspende
address = Aquí no hay navegador; la dirección es { $url }
no-address-here = En esta página no hay direcciones web
copied = Copiado: { $text }
all-seen = Todos los cambios están vistos; se indicarán los nuevos
state-damaged = No se pudieron leer los datos guardados; ahora están en { $name }
state-unread = No se pudieron leer los datos guardados: { $why }
state-unwritten = Se muestra, pero no se ha guardado: { $why }
state-homeless = Se muestra, pero no se ha guardado: no hay carpeta personal
state-nameless = El programa no tiene id: no se puede guardar nada
not-as-shown = el archivo es más reciente que lo que se muestra; pulse { $key-reload } para recargar

# Nombres de teclas
key-enter = Intro
key-esc = Esc
key-tab = Tab
key-bs = Retroceso
key-del = Supr
key-ins = Insert
key-up = Arriba
key-down = Abajo
key-left = Izquierda
key-right = Derecha
key-home = Inicio
key-end = Fin
key-pgup = Re Pág
key-pgdn = Av Pág
key-space = Espacio

# Pestañas y pie
tab-agenda = Programa
tab-about = Acerca de
tab-tracks = Ejes
tab-speakers = Ponentes
tab-partners = Socios
tab-rooms = Salas
tab-projects = Proyectos
tab-timetable = Horario
tab-now = Ahora
tab-starred = Marcadas
tab-changes = Cambios
short-tab-agenda = Agenda
short-tab-timetable = Tabla
short-tab-tracks = Ejes
short-tab-speakers = Ponentes
short-tab-partners = Socios
short-tab-rooms = Salas
short-tab-now = Ahora
short-tab-starred = Plan
short-tab-changes = Cambios
hint-star = marcar
hint-open = abrir
hint-find = buscar
hint-filter = filtrar
hint-say = avisar
hint-arrived = ha llegado
hint-seen = todo visto
hint-help = ayuda
hint-commands = comandos
hint-me = soy yo
hint-show-code = código QR

# Lo que hacen las teclas
cmd-open = abrir el elemento bajo el cursor
cmd-back = volver
cmd-find = buscar en todo mientras se escribe
cmd-commands = encontrar comandos, sesiones, personas… por algunas letras
cmd-clock = cambiar entre la zona horaria del evento y la suya
cmd-language = cambiar al idioma siguiente
cmd-down = abajo
cmd-up = arriba
cmd-page-down = una página abajo
cmd-page-up = una página arriba
cmd-half-down = media página abajo
cmd-half-up = media página arriba
cmd-top = al principio
cmd-bottom = al final
cmd-next-heading = al día o grupo siguiente
cmd-previous-heading = al día o grupo anterior
cmd-current = a lo que hay ahora o a continuación
cmd-next-hour = a la hora siguiente
cmd-previous-hour = a la hora anterior
cmd-next-result = al resultado siguiente de la búsqueda
cmd-previous-result = al resultado anterior de la búsqueda
cmd-other-pane = al otro panel, en una pantalla ancha
cmd-sort = ordenar las listas: por nombre, por número de sesiones, por próxima sesión
cmd-side = abrir o cerrar la página de al lado
cmd-border-left = mover el borde a la izquierda
cmd-border-right = mover el borde a la derecha
cmd-reload = recargar el archivo
cmd-edit = abrir el archivo en su editor, en lo que está bajo el cursor
cmd-redraw = volver a dibujar la pantalla
cmd-suspend = ir al intérprete de comandos; fg para volver
cmd-quit = salir de nadwa
cmd-lang-ar = Idioma: العربية (árabe)
cmd-lang-en = Idioma: English (inglés)
cmd-lang-es = Idioma: Español
cmd-lang-fr = Idioma: Français (francés)
cmd-theme-auto = Tema: según el fondo
cmd-theme-dark = Tema: oscuro
cmd-theme-light = Tema: claro
cmd-theme-contrast = Tema: alto contraste
cmd-theme-terminal = Tema: colores del terminal
cmd-theme-none = Tema: sin colores
cmd-right = abrir; en el horario, a la derecha
cmd-left = volver; en el horario, a la izquierda
cmd-star = marcar la sesión o quitar la marca
cmd-say = publicar un aviso: retraso, sala, cancelación, nota
cmd-arrived = anotar que el ponente ha llegado
cmd-announce = anunciar algo a todos o a la sala bajo el cursor
cmd-undo = deshacer su último aviso
cmd-filter = filtrar todas las listas: palabras, track: room: speaker: partner: day: kind: lang: is:
cmd-no-filter = quitar el filtro
cmd-past = ocultar o mostrar las sesiones pasadas
cmd-me = en la página de un ponente: soy yo; en las demás: mi página
cmd-show-code = mostrar la sesión, o las del ponente, como código QR para un calendario; su lista de sesiones marcadas, para otro dispositivo
cmd-browse = abrir en un navegador la dirección bajo el cursor, o la primera de la página
cmd-copy = copiar una línea sobre el elemento bajo el cursor
cmd-seen = dar por vistos todos los cambios
cmd-dismiss = quitar la nota de las listas
view-timetable = las salas en columnas, las horas hacia abajo
view-now = lo que hay ahora, lo siguiente en cada sala y lo de más tarde hoy
view-starred = sus sesiones marcadas: solapamientos, huecos, trayectos a pie
view-changes = lo que ha cambiado desde su última visita
view-agenda = todas las sesiones, día por día
view-tracks = los ejes
view-speakers = los ponentes, por nombre
view-partners = organizadores, socios y financiadores
view-rooms = las salas
view-projects = los proyectos detrás de las sesiones
view-problems = los problemas del archivo del programa
view-arrivals = llegadas: qué ponentes están y quién falta
view-log = los avisos publicados, con hora y autor
view-about = el programa en sí: nota preliminar, organizadores, idiomas, zona horaria
view-help = las teclas

# Pages for a browser
html-skip = Ir al contenido
html-pages = Páginas
html-calendar = Añadir a un calendario (.ics)
html-subscribe = Suscribirse al calendario
html-doors = Carteles para las puertas
html-sessions = Todas las sesiones
html-jumps = En esta página
html-search = Buscar
html-star = Marcar
html-share = Enlace a esta lista
html-unstarred = Pulse ☆ junto a una sesión para marcarla. Su navegador guarda la lista.
html-shared = Sesiones de un enlace
html-keep = Marcar estas sesiones
html-own-zone = Mi zona horaria
html-feed = Canal de cambios (Atom)
html-offline = El servidor no ha respondido. Esta es una copia, que puede estar desfasada:
html-not-found = Esta página no existe
html-not-found-why = Puede que se haya retirado o que su dirección haya cambiado.
sheet-minutes = Min.
sheet-cue = Indicaciones
card-next = Después en esta sala
