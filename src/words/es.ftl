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
chairs-sessions = { $n ->
    [one] Modera { $n } sesión
   *[other] Modera { $n } sesiones
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

# Rótulos
label-affiliation = Entidad
label-changed = Modificado
label-chairs = Modera
label-clock = Reloj
label-code = Código
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
label-role = Función
label-room = Sala
label-seats = Plazas
label-speakers = Ponentes
label-status = Estado
label-track = Eje
label-venue = Sede
label-web = Web
label-when = Cuándo

# Estados
now = ahora
on-now = en curso · quedan { $left }
in-time = dentro de { $time }
comma = ,
over = terminada
no-start = sin hora todavía
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
keys = Teclas
marks = Marcas: ? provisional, ahora, trasladada, retrasada, cancelada. Las sesiones pasadas se ven tenues.
times-on = Horas: { $zone }

# Mensajes
first-page = esta es la primera página; q cierra nadwa
nothing-to-open = nada encontrado: / busca otra vez, retroceso vuelve
no-search = todavía no hay búsqueda: / la empieza
last-result = este es el último resultado
first-result = este es el primer resultado
kept = { $fault }; se muestra el programa anterior
read-again = leído de nuevo
read-again-faults = leído de nuevo: { $faults }, ! los muestra
not-again = { $name } no se puede leer de nuevo
clock-event = horas en el reloj del evento: { $zone }
clock-own = horas en su propio reloj: { $zone }
no-languages = el programa no nombra idiomas
no-such-key = { $key } no hace nada aquí; ? muestra las teclas

# Pestañas y pie
tab-agenda = Agenda
tab-tracks = Ejes
tab-speakers = Ponentes
tab-partners = Socios
tab-rooms = Salas
tab-projects = Proyectos
hint-open = abrir
hint-find = buscar
hint-clock = hora propia
hint-help = ayuda

# Lo que hacen las teclas
cmd-open = abrir lo que está bajo el cursor
cmd-back = volver
cmd-find = buscar en todo mientras se escribe
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
view-agenda = todas las sesiones, día por día
view-tracks = los ejes
view-speakers = los ponentes, por nombre
view-partners = quienes organizan, los socios y quienes financian
view-rooms = las salas
view-projects = los proyectos detrás de las sesiones
view-problems = lo que está mal en el archivo del programa
view-about = el programa mismo: aviso, organización, idiomas, reloj
view-help = las teclas
