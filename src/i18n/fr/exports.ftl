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
export-without = Ce format n’a pas de place pour : { $parts }
export-as-text = Ce format n’a ceci que sous forme de texte, dans la description : { $parts }
export-bad-address = { $n ->
    [one] { $n } adresse a été omise, car le schéma de ce format n’admet pas ses caractères
   *[other] { $n } adresses ont été omises, car le schéma de ce format n’admet pas leurs caractères
}
part-title = titre de l’événement
part-translations = traductions
part-event = description, lieu ou avis de l’événement
part-about = description de l’événement
part-days = titres des journées
part-seats = places des salles
part-floors = étages et temps de marche des salles
part-tracks = descriptions et couleurs des thèmes
part-speakers = biographies et organisations des intervenants
part-organisations = fonctions et organisations des intervenants
part-partners = partenaires
part-partner-details = sigles et descriptions des partenaires
part-projects = projets
part-kinds = types de séance
part-chairs = modération
part-languages = langues des séances
part-other-languages = autres langues des séances
part-interpretation = interprétation
part-channels = canaux d’interprétation
part-interpreters = interprètes
part-subtitles = sous-titres
part-notes = notes
part-tags = mots-clés
part-links = liens
part-link-titles = titres des liens
part-images = images
part-recordings = enregistrement et licence
