# Levels of problems, and what surrounds them
level-error = error
level-warning = aviso
help-is = ayuda: { $text }
