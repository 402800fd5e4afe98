# Levels of problems, and what surrounds them
level-error = error
level-warning = warning
help-is = help: { $text }
