# Ce que les exports ne peuvent pas exprimer

export-cancelled = { $n ->
    [one] { $n } séance annulée a été omise, car ce format ne connaît pas ce statut
   *[other] { $n } séances annulées ont été omises, car ce format ne connaît pas ce statut
}
export-as-confirmed = { $n ->
    [one] { $n } séance figure comme confirmée, car ce format ne connaît pas son statut : { $status }
   *[other] { $n } séances figurent comme confirmées, car ce format ne connaît pas leur statut : { $status }
}
export-no-start = { $n ->
    [one] { $n } séance sans heure de début a été omise, car ce format en exige une
   *[other] { $n } séances sans heure de début ont été omises, car ce format en exige une
}
export-long = { $n ->
    [one] { $n } séance de plus d’un jour figure avec une durée de 23:59
   *[other] { $n } séances de plus d’un jour figurent avec une durée de 23:59
}
export-no-items = { $n ->
    [one] Le déroulé de { $n } séance est absent, car ce format n’en a pas
   *[other] Les déroulés de { $n } séances sont absents, car ce format n’en a pas
}
export-no-days = Le fichier ne contient aucun jour, alors que son schéma en exige au moins un
export-no-zone = Le programme ne nomme pas son fuseau horaire ; les heures n’ont donc pas le décalage que le schéma exige : nommez-le avec --event-zone
