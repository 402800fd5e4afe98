# Levels of problems, and what surrounds them
level-error = error
level-warning = advertencia
help-is = ayuda: { $text }

# Files that cannot be read
problem-too-large = { $file } supera los 256 MiB
fix-too-large = Divida el programa o quite lo que no forma parte de él
problem-no-programme = { $file } es { $format }, pero no contiene un programa que nadwa pueda leer
what-web-page = una página web
fix-web-page = Descargue de esa página el programa en sí: su calendario, schedule.xml, JSON o tabla
what-zip = un archivo ZIP
fix-zip = Descomprímalo primero
what-spreadsheet = una hoja de cálculo o un documento de oficina
fix-spreadsheet = Guarde la tabla como CSV en UTF-8
what-pdf = un documento PDF
fix-pdf = Contiene páginas, no sesiones: pida a los organizadores el calendario o la tabla de la que procede
fix-formats = nadwa lee program.toml, schedule.xml, schedule.json, iCalendar, CSV y listas de sesiones en JSON
problem-not-utf8 = Estos bytes no son UTF-8
problem-encoding = El archivo está en { $name }, no en UTF-8; se ha convertido
fix-not-utf8 = Guarde el archivo en UTF-8
fix-many-problems = Hay { $n } problemas y se muestran 10 000: corrija primero estos

# How to fix a problem, for several of them
fix-write = Escriba { $example }
fix-one-of = Escriba uno de estos valores: { $names }
fix-did-you-mean = ¿Quería decir «{ $name }»?
fix-add = Añada { $keys }
fix-remove = Quítelo
fix-keep-one = Deje solo uno
fix-keys = Las claves son { $keys }
fix-before = Se muestra todo lo anterior

# Grammar of files
problem-syntax = Error de sintaxis: { $message }
fix-syntax-limit = La lectura se ha detenido aquí, tras 25 errores de este tipo: corríjalos y vuelva a comprobar
problem-open-quote = Falta { $quote } al final del texto
fix-open-quote = Ciérrelo en la misma línea, o escriba los textos de varias líneas entre { $quotes } y { $quotes }
problem-no-value = Esto no es un valor
fix-no-value = Escriba el texto entre comillas: "…"; o cierre con ] la lista anterior
problem-key-twice = La clave ya aparece en la línea { $line }
problem-table-twice = La tabla ya aparece en la línea { $line }
fix-two-brackets = Las listas llevan dos corchetes: { $example }
problem-no-comma = Antes de esto falta una coma o { $sign }
fix-no-comma = Separe con comas los valores de la lista y ciérrela con ]
problem-open-list = La lista no está cerrada
problem-open-table = La tabla no está cerrada
problem-value-missing = Falta un valor
fix-value-missing = Escríbalo después de =, o quite la clave
problem-escape = { $escape } no significa nada en un texto
fix-escape = Escriba { $example } para el carácter \
problem-quote-open = Hay unas comillas sin cerrar
problem-unclosed = El archivo termina dentro de { $name }
problem-deep = Aquí hay más de { $n } niveles anidados
fix-deep = Ningún programa necesita tantos
problem-entity = XML no tiene la entidad { $name }
fix-entity = Escriba los propios caracteres
problem-before-declaration = Hay algo antes de la declaración XML
fix-before-declaration = Quite todo lo que la precede, también las líneas en blanco
problem-surrogate = Este texto tiene una secuencia de escape que no es un carácter
problem-no-property = Esta línea no es una propiedad
fix-no-property = Las líneas de continuación empiezan por un espacio; las demás se escriben { $example }
problem-end-other = Aquí termina { $ended }, pero { $begun } sigue abierto
problem-end-alone = Aquí termina { $ended }, pero no ha empezado
fix-begin-end = Escriba para cada BEGIN un END con el mismo nombre
problem-lost-events = No se han podido leer este evento y los siguientes

# Types of values
problem-wrong-type = Se esperaba { $wanted } y hay { $found }
type-text = texto
type-number = un número
type-natural = un número entero desde 0
type-integer = un número entero
type-positive = un número entero mayor que 0
type-flag = true o false
type-list = una lista
type-table = una tabla
type-object = un objeto
type-date = una fecha
type-date-example = una fecha, 2021-11-30
type-day = una fecha, con hora o sin ella
type-clock = una hora del día
type-clock-example = una hora del día, 09:30
type-time = una fecha con hora
type-offset-time = una fecha y hora con desfase, 2021-11-30T11:00:00+01:00
type-duration = horas y minutos, 01:30
type-language = un idioma
type-word = una palabra
type-line-end = el final de la línea
type-file-end = el final del archivo
type-uuid = un UUID
type-code = seis letras A-Z o cifras
type-capitals = letras A-Z y cifras
type-acronym = cuatro o más signos de a-z, 0-9, _ y -
type-short-name = cuatro o más signos de a-z, 0-9 y _
type-slug = cuatro o más signos de a-z, 0-9 y _, un guion y otros cuatro o más
type-slug-json = a-z, 0-9, _ y guiones, sin guion final
type-track = una letra a-z y después a-z, 0-9 y guiones
type-web = una dirección http o https
type-web-or-nothing = una dirección http o https, o nada
type-color = un color, #0b5cad
type-zone = un continente y una ciudad, o UTC
type-null = null
type-any = cualquier valor
type-one-of = uno de estos: { $names }
type-or = { $first } o { $second }
fix-header = Escriba { $header } y debajo sus claves
fix-list-header = Escriba { $header }, con dos corchetes a cada lado
fix-quotes = Escríbalo entre comillas: { $example }
fix-brackets = Escríbalo entre corchetes: { $example }
fix-digits = Escriba solo cifras: { $example }
fix-no-quotes = Quite las comillas

# Values
problem-no-time = Esto no es una fecha con hora
problem-no-clock = Esto no es una hora del día
problem-no-duration = Esto no es una duración
problem-no-status = Esto no es un estado
problem-bad-link = Esto no es una dirección http, https o mailto
problem-long-text = Este texto tiene { $n } bytes; el máximo es 1 MiB
fix-long-text = Ponga el resto en una página web y añada un enlace
problem-unsafe-text = Este texto tiene caracteres que no es seguro mostrar: { $n }; el primero es { $first }
fix-unsafe-text = Quítelos; no se muestran
problem-not-a-choice = «{ $value }» no es uno de los valores de esta clave
problem-unknown-key = { $record } no tiene la clave «{ $key }»
this-file = El archivo
problem-bad-id = Un id solo tiene letras minúsculas a-z, cifras y guiones
problem-no-capacity = El aforo de la sala es 0
fix-no-capacity = No lo indique si no se conoce
problem-language-code = Esto no es un código de idioma
fix-language-code = Escriba un código de idioma entre comillas, como { $example }
problem-language-twice = Este idioma ya está en la lista
problem-translation-twice = El texto en { $language } ya está indicado
problem-unknown-language = «{ $key }» no es uno de los idiomas del programa
fix-languages = Los idiomas son { $languages }
problem-missing-translation = Falta este texto en { $languages }
fix-missing-texts = Añada los textos que faltan, por ejemplo { $example }

# Tables and calendars
problem-column-twice = La columna «{ $name }» repite una anterior
fix-column-twice = Indique su idioma, como en title_es, o quítela
problem-unknown-column = Columna desconocida: «{ $name }»
fix-unknown-column = No se muestra; cámbiele el nombre o quítela
problem-no-title-column = La tabla no tiene columna de títulos
fix-no-title-column = Llame «title» a una de las columnas
problem-date-order = Las fechas se leen como { $order }
order-day-first = día/mes/año
order-month-first = mes/día/año
problem-long-row = La fila tiene más campos que la cabecera
fix-long-row = Ponga entre comillas los campos que contienen una coma
problem-no-rule = Esto no es una regla de repetición
problem-rule-unsupported = Solo se leen reglas de días, semanas, meses y años
problem-rule-endless = La regla no tiene fin
problem-event-repeats = El evento se repite más de 366 veces
fix-repeats = Escriba cada repetición como una sesión aparte
problem-file-repeats = Las sesiones de este archivo se repiten más de { $n } veces
fix-file-repeats = Ponga fin a las reglas: UNTIL= o COUNT=
fix-calendar-time = Escriba { $example }, con TZID= delante o Z detrás
problem-day-date = Un día no tiene una fecha legible

# What records need
problem-missing = Falta en { $what }: { $keys }
named = «{ $name }»
this-program = el programa
this-session = esta sesión
this-track = este eje
this-speaker = este ponente
this-partner = este socio
this-room = esta sala
this-project = este proyecto
problem-duplicate-id = El id «{ $id }» ya se usa en la línea { $line }
fix-duplicate-id = Dé a cada uno su propio id
problem-duplicate-day = El día { $date } ya está declarado
problem-unknown-reference = { $kind ->
    [sala] Ninguna sala tiene el id «{ $id }»
   *[other] Ningún { $kind } tiene el id «{ $id }»
}
fix-no-records = El archivo no tiene ninguna entrada de este tipo: { $kind }
fix-add-record = Añada una entrada con ese id: { $kind }
problem-too-many-sessions = El archivo tiene { $n } sesiones; el máximo es 1 000 000
fix-too-many-sessions = Las sesiones a partir de aquí se omiten; divida el programa
problem-too-many-records = El archivo tiene demasiados registros, textos o valores; la lectura terminó aquí
fix-too-many-records = El resto se omite; elimine lo vacío o repetido
problem-too-many-references = Este registro remite a otros { $n }; el máximo es { $most }
fix-too-many-references = Las referencias a partir de aquí se omiten
problem-too-many-languages = El archivo tiene { $n } idiomas; el máximo es { $most }
problem-more-languages = El archivo tiene más de { $most } idiomas
fix-too-many-languages = Los idiomas a partir de aquí se omiten
problem-no-sessions = El archivo no tiene sesiones
fix-no-sessions = Añada una sesión; en program.toml es una tabla { $example }
fix-no-sessions-conference = Añada una sesión a un día del programa: { $example }
fix-no-sessions-calendar = El calendario no tiene ningún { $example }: expórtelo de nuevo, con sus eventos
fix-no-sessions-table = Añada una fila por sesión debajo del encabezado: { $example }
problem-unused = Ninguna sesión usa «{ $name }» ({ $kind })
fix-unused = Úselo o quítelo

# Times
problem-no-zone = El archivo no nombra la zona horaria de sus horas; se muestran tal cual
fix-zone-conference = Añada { $example } a la conferencia, o nómbrela con --event-zone
fix-zone-calendar = Añada { $example } al principio del calendario
fix-zone-table = Añada una columna timezone con { $example } en la primera fila
problem-unknown-zone = No existe la zona horaria «{ $name }»
fix-unknown-zone = Escriba un nombre de la IANA, como { $example }
problem-offset-time = Las horas se escriben sin desfase; esta es { $time } en { $zone }
fix-offset-time = Escríbala en hora local, sin Z ni +01:00
problem-gap-time = Esta hora no existe: esa noche se cambia la hora en { $zone }
fix-gap-time = Elija una hora anterior o posterior al cambio
problem-fold-time = Esta hora ocurre dos veces: esa noche se cambia la hora en { $zone }
fix-fold-time = Se usa la primera que encaja; elija otra hora si puede
problem-year = El año { $year } está fuera de los límites
fix-year = Escriba un año de cuatro cifras
problem-end-not-after-start = El final de { $what } no es posterior al comienzo
fix-end-not-after-start = Corrija el final; si es al día siguiente, cambie su fecha
problem-two-ends = Se indican un final y una duración para { $what }; se usa el final
problem-long-duration = La duración de { $what } supera un año
fix-long-duration = Escriba horas y minutos
problem-long-session = La duración de { $what } es de { $length }
fix-long-session = Si el final no está en el día correcto, cambie su fecha
problem-outside-days = «{ $session }» es el { $date }, que no es uno de los días del programa
fix-outside-days = Los días son { $dates }
problem-room-overlap = { $room } ya está ocupada por «{ $session }», { $time }
problem-speaker-overlap = { $person } ya está en otra sala, en «{ $session }», { $time }
fix-overlap = Cambie de hora o de sala una de las dos sesiones

# Published schemas
problem-schema-value = El esquema no admite este valor
problem-schema-value-of = El esquema no admite este valor de { $name }
fix-type = Escriba { $type }
problem-no-object = Esto no es un objeto
problem-schema-person = El esquema no admite a esta persona
fix-schema-person = Escriba name, o public_name con un id, pero no ambos
problem-schema-missing = Falta { $name } en { $parent }
this-object = este objeto
problem-schema-misplaced = { $name } no debe estar en { $parent }
fix-schema-allowed = Se admiten aquí: { $names }
problem-schema-elements = { $name } contiene texto y no elementos
problem-schema-text = { $name } contiene elementos y no texto propio
problem-schema-order = { $name } está fuera de lugar
fix-schema-order = Póngalo antes de { $name }
problem-schema-repeated = { $name } aparece más de una vez
problem-schema-not-unique = El valor { $value } de { $name } ya se usa en la línea { $line }
fix-schema-not-unique = Dé a cada uno el suyo

# Explanations of codes
explain-unreadable = No se ha podido leer el archivo: no existe, es una carpeta, no se puede abrir, supera los 256 MiB o no contiene ningún programa. En la pantalla, nadwa abre un programa vacío y r recarga el archivo cuando esté en su sitio; los comandos del shell terminan con el código de salida 1.
explain-not-utf8 = Los programas están en UTF-8. Los bytes de este lugar están en otra codificación, a menudo Windows-1252 o ISO 8859-6. Se muestran como �. Guarde el archivo en UTF-8.
explain-encoding = Los programas están en UTF-8. Este archivo está en otra codificación, que se ha reconocido y convertido, de modo que sus letras se muestran como se escribieron. Si alguna está mal, guarde el archivo en UTF-8.
explain-syntax = El archivo no respeta aquí la gramática de su formato. En TOML, la lectura sigue en la línea siguiente, así que se informa también de otros problemas y se muestra todo lo que se ha podido leer; se detiene tras 25 errores de este tipo. En otros formatos se muestra lo anterior al error. Corrija los errores y vuelva a comprobar.
explain-wrong-type = La clave es conocida, pero su valor es de otro tipo: texto en lugar de un número, una fecha sin hora, un solo texto en lugar de una lista. El valor se usa cuando su sentido es seguro; si no, se omite.
explain-bad-value = El valor es del tipo correcto, pero no es uno de los que admite la clave.
explain-missing-key = Una sesión necesita un id, un título y un comienzo. Los ejes, salas, ponentes, socios y proyectos necesitan un id. El programa necesita un id, un título y una zona horaria. Se muestra todo lo que puede mostrarse sin ellos: una sesión sin comienzo aparece al final de la agenda.
explain-bad-id = Los id tienen letras minúsculas a-z, cifras y guiones. Forman parte de las direcciones exportadas y de las sesiones que marcan los lectores.
explain-duplicate-id = Dos entradas del mismo tipo tienen el mismo id. Las referencias llevan a la primera; la segunda se muestra con un número añadido a su id.
explain-unknown-reference = Ninguna entrada del tipo al que se refiere esta clave tiene este id. La referencia se omite.
explain-end-not-after-start = La sesión termina antes de empezar o a la misma hora. Se muestra solo su comienzo.
explain-bad-duration = Una duración son horas, minutos o ambos, y es mayor que cero: 1h, 30m, 1h30m.
explain-unknown-zone = La zona horaria no está en la base de datos IANA. Las horas se muestran como están escritas, en un reloj sin nombre, salvo que lleven desfase.
explain-gap-time = Ese día los relojes se adelantan y se saltan esta hora, de modo que no existe. La sesión se sitúa como si la hora no hubiera cambiado.
explain-schema = El esquema publicado de schedule.xml o schedule.json no admite esto. nadwa lo lee, pero otros programas quizá no. Solo nadwa check informa de ello.
explain-unknown-key = El formato no tiene esa clave aquí, así que su valor no se muestra. A menudo es una errata.
explain-room-overlap = Dos sesiones están en una misma sala a la vez. Las sesiones canceladas no cuentan.
explain-speaker-overlap = Una persona interviene o modera en dos salas a la vez. Las sesiones canceladas no cuentan.
explain-outside-days = El archivo declara sus días y la sesión no está en ninguno de ellos. Se muestra en un día aparte.
explain-unused = Ninguna sesión usa este día, sala, eje, ponente o socio, así que su página está vacía.
explain-missing-translation = El texto está en algunos de los idiomas del programa, pero no en todos. Los lectores de los demás lo ven en el primer idioma, marcado con su nombre.
explain-unsafe-text = El texto tiene caracteres que no es seguro mostrar en una terminal: caracteres de control, que pueden mover el cursor o cambiar la pantalla; formato bidireccional, que puede mostrar el texto en un orden falso, o caracteres invisibles. Se eliminan.
explain-fold-time = Ese día los relojes se atrasan y esta hora se repite. Se usa la primera de las dos.
explain-offset-time = Las horas están en la zona horaria del evento y no llevan desfase. El desfase se ha usado para convertir esta.
explain-date-order = Una tabla escribe las fechas con barras o puntos, que pueden significar día/mes o mes/día. Decide un número mayor que 12; si no lo hay, la lectura en que los días quedan próximos; si no, se lee primero el día.
explain-two-ends = La sesión tiene un final y una duración. Se usa el final; deje solo uno de los dos.
explain-long-session = La sesión dura más de doce horas; a menudo es un error en la fecha del final.
explain-zero-capacity = El aforo de la sala es cero. No lo indique si no se conoce.
explain-bad-link = Los enlaces son direcciones http, https o mailto. Los demás no se muestran.
explain-no-sessions = El archivo no tiene ninguna sesión que se haya podido leer, así que el programa está vacío.
