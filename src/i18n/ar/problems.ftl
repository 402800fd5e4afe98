# Levels of problems, and what surrounds them
level-error = خطأ
level-warning = تنبيه
help-is = الحل: { $text }
