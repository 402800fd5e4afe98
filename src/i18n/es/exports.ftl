# Lo que las exportaciones no pueden expresar

export-cancelled = { $n ->
    [one] Se ha omitido 1 sesión cancelada, porque este formato no tiene ese estado
   *[other] Se han omitido { $n } sesiones canceladas, porque este formato no tiene ese estado
}
export-as-confirmed = { $n ->
    [one] 1 sesión figura como confirmada, porque este formato no tiene su estado: { $status }
   *[other] { $n } sesiones figuran como confirmadas, porque este formato no tiene su estado: { $status }
}
export-no-start = { $n ->
    [one] Se ha omitido 1 sesión sin hora de inicio, porque este formato la exige
   *[other] Se han omitido { $n } sesiones sin hora de inicio, porque este formato la exige
}
export-long = { $n ->
    [one] 1 sesión de más de un día figura con una duración de 23:59
   *[other] { $n } sesiones de más de un día figuran con una duración de 23:59
}
export-no-items = { $n ->
    [one] El orden de intervenciones de 1 sesión no figura, porque este formato no lo admite
   *[other] El orden de intervenciones de { $n } sesiones no figura, porque este formato no lo admite
}
export-no-days = El archivo no contiene ningún día, y su esquema exige al menos uno
export-no-zone = El programa no nombra su zona horaria, así que las horas no llevan el desfase que exige el esquema: nómbrela con --event-zone
export-without = Este formato no tiene lugar para: { $parts }
export-as-text = Este formato solo tiene esto como texto, en la descripción: { $parts }
export-bad-address = { $n ->
    [one] Se ha omitido 1 dirección, porque el esquema de este formato no admite sus caracteres
   *[other] Se han omitido { $n } direcciones, porque el esquema de este formato no admite sus caracteres
}
part-title = título del evento
part-translations = traducciones
part-event = descripción, sede o aviso general del evento
part-about = descripción del evento
part-days = títulos de los días
part-seats = plazas de las salas
part-floors = plantas y distancias de las salas
part-tracks = descripciones y colores de los temas
part-speakers = biografías y organizaciones de ponentes
part-organisations = cargos y organizaciones de ponentes
part-partners = socios
part-partner-details = siglas y descripciones de los socios
part-projects = proyectos
part-kinds = tipos de sesión
part-chairs = moderación
part-languages = idiomas de las sesiones
part-other-languages = otros idiomas de las sesiones
part-interpretation = interpretación
part-channels = canales de interpretación
part-interpreters = intérpretes
part-subtitles = subtítulos
part-notes = notas
part-tags = etiquetas
part-links = enlaces
part-link-titles = títulos de los enlaces
part-images = imágenes
part-recordings = grabación y licencia
