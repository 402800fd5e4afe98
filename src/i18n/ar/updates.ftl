# Updates: what is posted during the event

# What is typed
update-unknown = «{ $typed }» ليس مستجدا؛ اكتب واحدا مما يلي: { $syntax }
update-unknown-nearest = «{ $typed }» ليس مستجدا؛ هل تقصد { $near }؟
update-bad-delay = «{ $typed }» ليس مدة تأخير: اكتب 10m أو 1h أو 1h30m، وبحد أقصى 24 ساعة؛ ولتقديم الموعد اكتب earlier 10m
update-room-missing = اكتب معرِّف القاعة (id) أو جزءا من اسمها
update-speaker-missing = اكتب معرِّف المتحدث (id) أو جزءا من اسمه
update-room-no-match = لا توجد قاعة تطابق «{ $typed }»
update-speaker-no-match = لا يوجد متحدث يطابق «{ $typed }»
update-nearest = { $problem }؛ الأقرب: { $names }
update-ambiguous = «{ $typed }» يطابق أكثر من اسم؛ اكتب واحدا مما يلي: { $ids }
update-note-missing = اكتب نص الملاحظة: note "في الحديقة"
update-note-long = الملاحظة أطول من اللازم: عدد أحرفها { $n } والحد الأقصى { $most }
update-bad-status = «{ $typed }» ليست حالة معروفة؛ اكتب واحدة مما يلي: { $known }

# Conflicts
update-room-used = { $room } محجوزة لجلسة «{ $title }» من { $from } إلى { $until }
update-speaker-busy = { $speaker }: مشاركة في «{ $title }» في { $room } من { $from } إلى { $until }
update-conflict-help = انقل إحدى الجلستين

# Problems of the update log
update-bad-value = «{ $value }» ليست قيمة صالحة للحقل { $field }
update-delay-help = اكتب 10m أو 1h أو 1h30m
update-status-help = اكتب واحدة مما يلي: { $known }
update-room-unknown = لا توجد قاعة معرِّفها (id) «{ $id }»
update-speaker-unknown = لا يوجد متحدث معرِّفه (id) «{ $id }»
update-unknown-id-help = أضفه إلى ملف البرنامج أو اسحب المستجد
update-session-unknown = لا توجد جلسة معرِّفها (id) «{ $id }»
update-session-unknown-help = يسري المستجد من جديد عندما تعود الجلسة إلى البرنامج
update-other-program = هذه المستجدات تخص البرنامج «{ $id }»
update-other-program-help = هذا البرنامج هو «{ $id }»: انقل الملف إلى مجلد آخر
update-incomplete = هذا المستجد لا يحدد الجلسة أو الحقل
update-incomplete-help = اكتب session = "…" و field = "…"
update-log-unreadable = تعذرت قراءة { $file }: { $why }
update-log-unreadable-help = لا تُعرض المستجدات حتى تصبح قراءة الملف ممكنة
update-no-folder = لا يوجد مجلد لحفظها فيه
