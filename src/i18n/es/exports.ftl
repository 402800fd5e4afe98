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
