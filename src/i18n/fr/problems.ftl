# Levels of problems, and what surrounds them
level-error = erreur
level-warning = avertissement
help-is = aide : { $text }
