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
hours = { $n } h
hours-minutes = { $h } h { $m }

# Cantidades
sessions = { $n ->
    [one] { $n } sesión
   *[other] { $n } sesiones
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
    [one] Agenda de { $n } día
   *[other] Agenda de { $n } días
}
errors = { $n ->
    [one] { $n } error
   *[other] { $n } errores
}
warnings = { $n ->
    [one] { $n } aviso
   *[other] { $n } avisos
}
starred = { $n ->
    [0] No hay sesiones marcadas
    [one] { $n } sesión marcada
   *[other] { $n } sesiones marcadas
}
on-at-once = { $n ->
    [0] No hay nada ahora
    [one] { $n } sesión en curso
   *[other] { $n } sesiones en curso
}
sessions-changed = { $n ->
    [0] Sin cambios
    [one] { $n } sesión ha cambiado
   *[other] { $n } sesiones han cambiado
}
changes-shown = { $n ->
    [one] { $n } cambio: 9 lo muestra
   *[other] { $n } cambios: 9 los muestra
}
gap = { $n ->
    [0] { $free }
    [one] { $free }; cabe:
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
kind-command = orden
kind-address = dirección
kind-change = cambio

# Rótulos
label-affiliation = Entidad
label-changed = Modificado
label-chairs = Modera
label-clock = Reloj
label-code = Código
label-command = Orden
label-keys = Teclas
label-day-after = Día siguiente
label-day-before = Día anterior
label-days = Días
label-floor = Planta
label-funders = Financian
label-funds = Financia
label-holds = Contiene
label-kind = Tipo
label-languages = Idiomas
label-lead = Lidera
label-leads = Lidera
label-links = Enlaces
label-on-foot = A pie
label-organisers = Organizan
label-partner = Socio
label-partners = Socios
label-place = Lugar
label-project = Proyecto
label-projects = Proyectos
label-recording = Grabación
label-role = Función
label-room = Sala
label-seats = Plazas
label-speakers = Ponentes
label-status = Estado
label-tags = Etiquetas
label-track = Eje
label-venue = Sede
label-web = Web
label-when = Cuándo
label-abstract = Resumen
label-interpreted = Interpretación
label-note = Nota
label-spoken = Se habla
label-subtitle = Subtítulo
label-title = Título

# Estados
now = ahora
on-now = en curso · quedan { $left }
in-time = dentro de { $time }
comma = ,
over = terminada
no-start = sin hora todavía
left = quedan { $time }
new = nueva
changed = cambiada
gone = suprimida
you = Es usted.
none = nada
from-to = { $old } → { $new }
was = antes { $old }
moved-from-to = { $old } → { $new }
as-planned = como en el programa
heading-say = ¿Qué hay de nuevo?
heading-becomes = Esto cambiaría
say-how = dígalo en una palabra: delay 10m · room NOMBRE · cancelled · note PALABRAS · speakers NOMBRES
say-unset = como en el programa: retirar todo lo dicho
say-later = { $time } más tarde
say-earlier = { $time } antes
meets = coincide con { $title }
meets-sure = a la misma hora está { $title }; Intro otra vez lo dice de todos modos
said = dicho a la vista de todos: { $title }
unsaid = no se ha dicho: { $why }
new-is = nuevo:
elsewhere = cambiado en otro idioma
status-confirmed = confirmada
status-tentative = provisional
status-moved = trasladada
status-delayed = retrasada
status-cancelled = cancelada
session-opening = apertura
session-talk = ponencia
session-panel = mesa redonda
session-workshop = taller
session-declaration = declaración
session-break = pausa
session-social = encuentro
session-closing = clausura
session-other = otro
role-organiser = organiza
role-partner = socio
role-funder = financia
walk-to = { $time } hasta { $room }
interpreted = interpretación { $languages }
language-ar = árabe
language-es = español
language-fr = francés
language-en = inglés

# Páginas
no-title = Sin título
no-such = En el programa no existe: { $kind }.
not-recorded = no se graba
no-sessions = Ninguna sesión
no-sessions-at-all = Este programa no tiene sesiones.
see-problems = Su archivo tiene problemas: ! en la pantalla y «nadwa check» los muestran.
no-tracks = Este programa no tiene ejes.
no-speakers = Este programa no nombra ponentes.
no-partners = Este programa no nombra socios.
no-rooms = Este programa no nombra salas.
no-projects = Este programa no nombra proyectos.
its-speakers = Sus ponentes
funded-sessions = Sesiones de los proyectos que financia
no-problems = Sin problemas
no-problems-found = No se ha encontrado ningún problema en el archivo del programa.
search = Buscar
search-hint = Escriba una parte de un título, un nombre, una sala…
nothing-found = Nada encontrado para «{ $query }»
nothing-holds = Nada contiene «{ $query }».
search-advice = Pruebe con menos letras o con una parte del nombre: los acentos y las mayúsculas no importan.
timetable = Horario
no-room = Sin sala
heading-now = Ahora
heading-next = A continuación en cada sala
heading-later = Hoy más tarde
heading-gone = Ya no están en el programa
heading-changed = Cambios
nothing-now = Ahora no hay nada en curso.
over-today = La jornada ha terminado. A continuación:
not-yet = Aún no ha empezado. Primero:
program-over = El programa ha terminado.
all-filtered = Nada pasa el filtro.
no-stars = Todavía no hay sesiones marcadas.
star-hint = La barra espaciadora marca la sesión bajo el cursor. Aquí se ven coincidencias, huecos y trayectos a pie.
clash = coincide con { $title }
free = { $free } libres
on-foot = { $walk } a pie
hurry = { $walk } a pie desde { $room }, y { $free } entre ambas
no-changes = Sin cambios
no-changes-since = Nada ha cambiado desde la última vez que miró.
in-the-chair = modera la sesión
heading-cancelled = Canceladas
nothing-now-filtered = Ahora no hay nada que pase el filtro.
code-next = Abajo: la sesión siguiente.
no-side = aquí no hay otro panel
shown-of = { $n } de { $all } sesiones
no-longer = Ya no está en el programa. Así era:
with-people = con { $names }
chaired-by = modera { $names }
now-until = Ahora · hasta las { $time } · quedan { $left }
next-at = A continuación · { $time } · dentro de { $in }
next-on = A continuación · { $day } { $time }
nothing-more-here = Nada más en esta sala
no-room-for-code = No cabe el código: agrande la ventana.
code-hint = Apunte con una cámara para llevar la sesión a un calendario. Retroceso: volver.
keys = Teclas
keys-here = En esta página
keys-everywhere = En todas partes
prompt = Número, orden (como star 3) o ? para la ayuda:
prompt-words = y las palabras:
no-such-number = aquí no hay número { $n }
mark-starred = marcada
more-rows = { $n ->
    [one] { $n } línea más: Intro la dice
   *[other] { $n } líneas más: Intro las dice
}
palette = Órdenes y todo lo del programa
address-hint = Intro u o la abre en un navegador; y la copia.
marks = Marcas: ? provisional, * marcada, ahora, nueva, cambiada, trasladada, retrasada, cancelada. Las sesiones pasadas se ven tenues.
times-on = Horas: { $zone }

# Mensajes
first-page = esta es la primera página; q cierra nadwa
nothing-to-open = nada encontrado: / busca otra vez, retroceso vuelve
no-search = todavía no hay búsqueda: / la empieza
last-result = este es el último resultado
first-result = este es el primer resultado
kept = se muestra lo anterior: { $fault }
another-program = se muestra otro programa
read-again = leído de nuevo
asking = preguntando al servidor…
reading = leyendo el archivo …
silent = sin noticias del servidor: { $why }
copy-age = copia de hace { $age }
offline-since = sin conexión desde { $time }
server-away = sin conexión ({ $why }): lo que se diga aquí se guarda y se envía después
server-refuses = guardado aquí, el servidor no lo acepta: { $why }
contested = { $by } se adelantó: «{ $theirs }» para { $title }. y repite «{ $mine }», n lo deja
not-again = { $name } no se puede leer de nuevo
clock-event = horas en el reloj del evento: { $zone }
clock-own = horas en su propio reloj: { $zone }
no-languages = el programa no nombra idiomas
no-such-key = { $key } no hace nada aquí; ? muestra las teclas
take-it = el archivo conserva { $n } de { $all } sesiones: y lo muestra, n conserva lo que se ve
not-taken = se muestra el programa anterior; r vuelve a leer el archivo
faults-shown = { $faults }: pulse !
settings-faults = { $n ->
    [one] { $n } error en los ajustes: nadwa config lo dice
   *[other] { $n } errores en los ajustes: nadwa config los dice
}
filter = filtro
filtered = filtro: { $query }
past-hidden = las sesiones pasadas están ocultas
past-shown = las sesiones pasadas se muestran
f-clears = { $key } lo muestra todo
no-filter = no hay filtro; f empieza uno
no-such-state = is:{ $wrong }? { $known }
is-starred = marcada: { $title }
is-unstarred = ya no está marcada: { $title }
no-session-here = aquí no hay sesión: vaya a una y la barra espaciadora la marca
no-change-here = aquí no hay sesión: vaya a una y c dice qué hay de nuevo
is-me = usted es { $name }: desde ahora nadwa se abre aquí
not-me = usted ya no es { $name }
who-are-you = nadie está señalado: abra la página de un ponente y m dirá que es usted
no-code-here = aquí no hay sesión ni ponente para hacer un código
opens = abierto en el navegador: { $url }
address = aquí no hay navegador; la dirección es { $url }
no-address-here = en esta página no hay direcciones web
copied = copiado: { $text }
all-seen = todos los cambios están vistos; desde ahora se indican los nuevos
state-damaged = no se pudo leer lo guardado; ahora está en { $name }
state-unread = no se pudo leer lo guardado: { $why }
state-unwritten = se muestra, pero no se guarda: { $why }
state-homeless = se muestra, pero no se guarda: no hay carpeta personal
state-nameless = se muestra, pero no se guarda: el programa no tiene id
not-as-shown = el archivo es más nuevo que lo que se muestra; r lo lee

# Pestañas y pie
tab-agenda = Agenda
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
hint-star = marcar
hint-open = abrir
hint-find = buscar
hint-seen = todo visto
hint-help = ayuda
hint-commands = órdenes
hint-me = soy yo
hint-show-code = código QR

# Lo que hacen las teclas
cmd-open = abrir lo que está bajo el cursor
cmd-back = volver
cmd-find = buscar en todo mientras se escribe
cmd-commands = órdenes, sesiones, personas … por algunas de sus letras
cmd-clock = horas en el reloj propio o en el del evento
cmd-language = el idioma siguiente
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
cmd-next-result = el resultado siguiente de la búsqueda
cmd-previous-result = el resultado anterior
cmd-other-pane = al otro panel, en una pantalla ancha
cmd-reload = leer otra vez el archivo
cmd-redraw = dibujar otra vez la pantalla
cmd-suspend = al intérprete de órdenes; fg regresa
cmd-quit = salir de nadwa
cmd-right = abrir; en el horario, a la derecha
cmd-left = volver; en el horario, a la izquierda
cmd-star = marcar la sesión o quitar la marca
cmd-say = decir qué hay de nuevo en la sesión: retraso, sala, cancelada, una nota
cmd-filter = filtrar todas las listas: palabras, track: room: speaker: partner: day: kind: lang: is:
cmd-no-filter = quitar el filtro
cmd-past = ocultar las sesiones pasadas, o mostrarlas
cmd-me = en la página de un ponente: soy yo; en otro lugar: mi página
cmd-show-code = la sesión, o las del ponente, como código QR para un calendario
cmd-browse = abrir en un navegador la dirección bajo el cursor, o la primera de la página
cmd-copy = copiar una línea sobre lo que está bajo el cursor
cmd-seen = todos los cambios están vistos
view-timetable = salas a lo ancho, horas hacia abajo
view-now = lo que hay ahora, lo siguiente en cada sala, hoy más tarde
view-starred = lo que ha marcado: coincidencias, huecos, trayectos a pie
view-changes = lo que ha cambiado desde la última vez que miró
view-agenda = todas las sesiones, día por día
view-tracks = los ejes
view-speakers = los ponentes, por nombre
view-partners = quienes organizan, los socios y quienes financian
view-rooms = las salas
view-projects = los proyectos detrás de las sesiones
view-problems = lo que está mal en el archivo del programa
view-about = el programa mismo: aviso, organización, idiomas, reloj
view-help = las teclas

# Pages for a browser
html-skip = Ir al contenido
html-pages = Páginas
html-calendar = Añadir a un calendario (.ics)
html-doors = Carteles para las puertas
