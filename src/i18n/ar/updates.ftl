# Updates: what is posted during the event

# What is typed
update-unknown = «{ $typed }» ليس مستجدا؛ اكتب واحدا مما يلي: { $syntax }
update-unknown-nearest = «{ $typed }» ليس مستجدا؛ هل تقصد { $near }؟
update-bad-delay = «{ $typed }» ليس مدة تأخير: اكتب 10m أو 1h أو 1h30m، وبحد أقصى 24 ساعة؛ ولتقديم الموعد اكتب earlier 10m
update-room-missing = اكتب معرف القاعة (id) أو جزءا من اسمها
update-speaker-missing = اكتب معرف المتدخل (id) أو جزءا من اسمه
update-room-no-match = لا توجد قاعة تطابق «{ $typed }»
update-speaker-no-match = لا يوجد متدخل يطابق «{ $typed }»؛ ولشخص جديد: الاسم (المنظمة)
update-nearest = { $problem }؛ الأقرب: { $names }
update-ambiguous = «{ $typed }» يطابق أكثر من اسم؛ اكتب واحدا مما يلي: { $ids }
update-note-missing = اكتب نص الملاحظة: note "في الحديقة"
update-note-long = الملاحظة أطول من اللازم: عدد أحرفها { $n } والحد الأقصى { $most }
update-bad-status = «{ $typed }» ليست حالة معروفة؛ اكتب واحدة مما يلي: { $known }
update-bad-full = لا يكتب «{ $typed }» بعد «full»؛ استعمل «unset» عندما تتوفر مقاعد

# Conflicts
update-room-used = { $room } محجوزة لجلسة «{ $title }» من { $from } إلى { $until }
update-speaker-busy = { $speaker }: مشاركة في «{ $title }» في { $room } من { $from } إلى { $until }
update-conflict-help = انقل إحدى الجلستين

# Problems of the update log
update-bad-value = «{ $value }» ليست قيمة صالحة للحقل { $field }
update-delay-help = اكتب 10m أو 1h أو 1h30m
update-status-help = اكتب واحدة مما يلي: { $known }
update-full-help = اكتب: yes
update-arrival-help = اكتب واحدة مما يلي: { $known }
update-announcement-help = انشر الإعلان من جديد بالأمر 'nadwa announce'
contact-nobody = جهة اتصال بلا متدخل
contact-nobody-help = اكتب معرّف المتدخل: speaker = "moderator-1"
contact-twice = لدى { $id } جهة اتصال من قبل
contact-twice-help = أبق واحدة من الاثنتين
contacts-unreadable = لا يمكن قراءة contacts.toml: { $why }
contacts-unreadable-help = اجعله مقروءا لك أو احذفه
announcement-missing = اكتب نص الإعلان
announcement-long = في الإعلان { $n } حرفا، والحد الأقصى { $most }
announcement-until = «{ $typed }» ليس وقتا؛ اكتبه مثل 14:00
update-room-unknown = لا توجد قاعة معرفها (id) «{ $id }»
update-speaker-unknown = لا يوجد متدخل معرفه (id) «{ $id }»
update-unknown-id-help = أضفه إلى ملف البرنامج أو اسحب المستجد
update-session-unknown = لا توجد جلسة معرفها (id) «{ $id }»
update-session-unknown-help = يسري المستجد من جديد عندما تعود الجلسة إلى البرنامج
update-other-program = يحتوي { $file } على مستجدات برنامج آخر، «{ $id }»
update-other-program-help = يبقى كما هو؛ وتُحفظ مستجدات هذا البرنامج في { $file }
update-incomplete = هذا المستجد لا يحدد الجلسة أو الحقل
update-incomplete-help = اكتب session = "…" و field = "…"
update-bad-time = تاريخ هذا المستجد خارج السنوات من 0 إلى 9999
update-log-unreadable = تعذرت قراءة { $file }: { $why }
update-log-unreadable-help = لا تُعرض المستجدات حتى تصبح قراءة الملف ممكنة
update-log-copied = كانت في { $file } مشكلات؛ نُسخ الأصل إلى { $copy }
update-log-moved = { $n ->
    [zero] امتلأ { $file }
    [one] امتلأ { $file }، فنُقل مستجد جلسة ليست في البرنامج إلى { $copy }
    [two] امتلأ { $file }، فنُقل مستجدان لجلسات ليست في البرنامج إلى { $copy }
    [few] امتلأ { $file }، فنُقلت { $n } مستجدات لجلسات ليست في البرنامج إلى { $copy }
    [many] امتلأ { $file }، فنُقل { $n } مستجدا لجلسات ليست في البرنامج إلى { $copy }
   *[other] امتلأ { $file }، فنُقل { $n } مستجد لجلسات ليست في البرنامج إلى { $copy }
}
update-log-apart = يحتوي { $file } على مستجدات «{ $id }» ويبقى كما هو؛ حُفظ هذا المستجد في { $own }
update-no-folder = لا يوجد مجلد لحفظها فيه

# Why a file cannot be read or written
reason-missing = الملف غير موجود
reason-denied = لا توجد صلاحية للوصول إليه
reason-folder = هو مجلد وليس ملفا
reason-no-folder = جزء من المسار ملف وليس مجلدا
reason-special = { $file } أنبوب أو جهاز وليس ملفا
reason-link = { $file } رابط رمزي، ولا يكتب nadwa من خلاله
reason-dangling = { $file } رابط رمزي إلى ملف غير موجود
reason-foreign = { $file } ليس سجل مستجدات، ويبقى كما هو؛ لبدء سجل جديد انقله إلى مكان آخر
update-log-empty = { $file } فارغ: فُقدت مستجداته
update-log-empty-help = استعده من نسخة، أو احذفه لتبدأ بلا مستجدات
updates-missing = { $place }: { $problem }. قد تنقص مستجدات
reason-other-program = يحتوي { $file } على مستجدات برنامج آخر
reason-large = حجمه أكبر من 16 MiB
reason-large-logo = حجمه أكبر من 1 MB
reason-not-beside = لا يمكن قراءته إلا بجانب ملف
reason-no-picture = المحتوى ليس صورة من هذا النوع
reason-full = { $file } ممتلئ (16 MiB على الأكثر، و8 MiB للمكتب الواحد)؛ انقله إلى مجلد آخر لبدء سجل جديد
reason-unwritable = لم يُكتب { $file }: لن يستطيع nadwa قراءته من جديد
reason-locked = نسخة أخرى من nadwa تستخدمه
reason-disk-full = القرص ممتلئ
reason-read-only = القرص للقراءة فقط
reason-silent = لم يكتب أي برنامج في { $file } خلال 10 ثوان

# Where the programme comes from
source-unreadable = تعذرت قراءة { $name }: { $why }
source-tried = تحقق من { $path } أو حدد ملفا آخر
source-tried-missing = تحقق من { $path } أو حدد ملفا آخر؛ لبدء برنامج جديد: nadwa new
source-no-copy = تحقق من العنوان والشبكة؛ لا توجد نسخة محفوظة بعد

# Why the programme could not be fetched
fetch-never = لم يُطلب بعد
fetch-not-modified = رد الخادم بأن لا جديد، لكن لا توجد نسخة محفوظة
fetch-not-programme = لا جلسات في رد الخادم؛ بقيت النسخة المحفوظة
fetch-no-format = رد الخادم ليس برنامجا؛ ربما تطلب الشبكة تسجيل الدخول أولا
fetch-no-location = يحيل الخادم إلى موقع آخر دون ذكر عنوانه
fetch-redirects = عدد مرات الإحالة من الخادم أكبر من { $n }
fetch-not-web = يحيل الخادم إلى عنوان ليس http ولا https
fetch-insecure = يحيل الخادم من https إلى http
fetch-unknown-host = الخادم غير موجود أو لا يوجد اتصال بالشبكة
fetch-timeout = لم يصل رد كامل خلال { $seconds } ث
fetch-large = حجمه أكبر من { $size } MiB
fetch-unreachable = تعذر الاتصال بالخادم
fetch-cut-short = انقطع الرد قبل اكتماله
fetch-not-found = الصفحة غير موجودة
fetch-denied = رفض الخادم الوصول
fetch-too-many = طلبات كثيرة: يطلب الخادم الانتظار
fetch-server-error = في الخادم مشكلة (الرمز { $status })
fetch-status = رد الخادم بالرمز { $status }

# The server that shares updates
sync-not-built = نسخة nadwa هذه لا تتصل بالخوادم؛ ثبتها بالأمر: cargo install --path . --features live
sync-not-started = تعذر بدء الاتصال: { $why }
sync-credentials = تعذرت قراءة الملف المحدد في ${ $name }: { $why }
sync-old-server = إصدار الخادم NATS { $version }؛ والمطلوب { $oldest } أو أحدث
sync-no-bucket = الحاوية { $name } غير موجودة وتعذر إنشاؤها: { $why }
sync-not-connected = لا يوجد اتصال
sync-not-saved = تعذر حفظ المستجدات الواردة: { $why }
sync-timeout = لم يرسل الخادم المستجدات في الوقت المحدد
sync-ended = أنهى الخادم الاشتراك
sync-lost = انقطع الاتصال
sync-store-changed = استُبدلت مستجدات الخادم أو أُعيدت من نسخة سابقة
sync-busy = ينشر آخرون مستجدات للجلسة نفسها؛ حاول مرة أخرى
sync-too-large = لا يقبل الخادم بيانات أخرى للجلسة { $session }؛ يبقى مستجدها على هذا الحاسوب
