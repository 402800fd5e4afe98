# What the shell's commands print

# The command line
no-command = لا يوجد أمر باسم «{ $name }»؛ هل تقصد «nadwa { $near }»؟
no-command-or-file = لا يوجد أمر أو ملف باسم «{ $name }»؛ هل تقصد «nadwa { $near }»؟
takes-no-argument = لا يقبل «nadwa { $name }» الوسيط «{ $argument }»؛ لقراءة ملف آخر: nadwa -p FILE { $name }
invalid-value = قيمة غير صالحة للإعداد { $name }: «{ $value }»؛ القيم المقبولة: { $expected }
invalid-value-near = قيمة غير صالحة للإعداد { $name }: «{ $value }»؛ هل تقصد «{ $near }»؟
invalid-time = الوقت '{ $value }' غير صالح: اكتب 10:42 أو 2021-11-30T10:42
invalid-size = حجم غير صالح: «{ $value }»؛ اكتبه هكذا: 80x24

# Settings: the values that each expects, and problems of the file
expected-program = ملف أو عنوان
expected-lang = رمز لغة أو اسمها: ar أو es أو fr أو en
expected-zone = event أو local أو اسم مثل Europe/Madrid
expected-color = لون: '#aa3344' أو 'red' أو 'light-blue' أو رقم لا يتجاوز 255
expected-pane = auto أو off أو نسبة مئوية من 10 إلى 90
expected-desk = اسم لا يزيد على 40 محرفا
expected-live = عنوان مثل nats://192.0.2.7:4222
expected-me = معرف أو جزء من اسم
invalid-type = نوع غير صالح لقيمة { $name }؛ القيم المقبولة: { $expected }
unknown-setting = لا يوجد إعداد باسم «{ $name }»، فجرى تجاهله
unknown-setting-near = لا يوجد إعداد باسم «{ $name }»؛ هل تقصد «{ $near }»؟
unknown-command = لا يوجد أمر باسم «{ $name }»، فجرى تجاهله
unknown-command-near = لا يوجد أمر باسم «{ $name }»؛ هل تقصد «{ $near }»؟
unknown-color = لا يوجد لون باسم «{ $name }»، فجرى تجاهله
unknown-color-near = لا يوجد لون باسم «{ $name }»؛ هل تقصد «{ $near }»؟
key-not-text = يُكتب المفتاح نصا، مثل "s" أو "<c-s>"
key-in-brackets = «{ $key }» ليس مفتاحا واحدا؛ اكتب "{ $near }"
key-not-one = «{ $key }» ليس مفتاحا واحدا؛ اكتب عدة مفاتيح في قائمة، مثل ‎["s", "<c-s>"]‎
unknown-key = «{ $key }» ليس مفتاحا؛ تُكتب المفاتيح هكذا: { $examples }
key-unclosed = ينقص «{ $key }» الرمز «>» في آخره؛ لكتابة المحرف نفسه اكتب <lt>
key-taken = أخذ «{ $name }» مفتاحا من «{ $other }» فلم يعد له

# Opening a programme
not-http = «{ $address }» ليس عنوان http أو https، ولا يمكن قراءة غيرهما
stdin-unreadable = تعذرت قراءة الدخل القياسي: { $why }
progress-reading = تجري قراءة { $name } … Esc للإيقاف
progress-writing = تجري كتابة { $name } … Esc للإيقاف
fetch-lost = لم يبق في { $name } إلا { $n } من جلساته البالغة { $all }؛ تُستعمل النسخة المحفوظة كاملة عند انقطاع الشبكة
reading-copy = تعذرت قراءة { $name }: { $why }. تُستخدم نسخة عمرها { $age }
sync-failed = تعذر استخدام خادم المستجدات: { $why }. تُستخدم المستجدات الواردة حتى الآن
name-ambiguous = «{ $name }» جزء من عدة أسماء؛ اكتب المزيد منه أو اكتب معرفا:
name-unknown = لم يُعثر على «{ $name }» ({ $kind })؛ للبحث في كل شيء: nadwa search { $name }
name-unknown-near = لم يُعثر على «{ $name }» ({ $kind })؛ جرب: { $near }
file-problems = { $problems } في ملف البرنامج؛ للتفاصيل: { $command }

# The screen and the output
not-a-terminal = هذه ليست طرفية، لذا طُبعت الصفحة؛ يقرأ --accessible الأوامر ويعرض --help الخيارات
terminal-failed = حدث خطأ في الطرفية: { $why }
no-trial = تعذّر إنشاء نسخة مؤقتة لتجربة المفاتيح: { $why }
crash-report = هذا خلل في nadwa. يرجى إرسال التقرير الموجود في { $path } إلى المطورين
accessible-stdin = تُقرأ الأوامر من الدخل القياسي، فاذكر ملفا: nadwa --accessible FILE
write-failed = تعذرت كتابة { $name }: { $why }
output-failed = تعذرت كتابة المخرجات: { $why }
no-terminal = ليست طرفية
no-home = لا يوجد مجلد شخصي

# new
new-ask-title = عنوان الفعالية:
new-ask-date = اليوم الأول
new-ask-days = عدد الأيام
new-ask-place = المدينة أو المقر:
new-ask-timezone = المنطقة الزمنية
new-ask-rooms = القاعات، تفصل بينها فواصل
new-ask-languages = لغات البرنامج، مثل ar,es
new-room = القاعة الكبرى
new-session = الجلسة { $n }
new-no-title = لا بد للفعالية من عنوان: nadwa new --title "…"
new-wrong-date = «{ $typed }» ليس تاريخا: اكتب 2026-11-20
new-wrong-days = «{ $typed }» ليس عدد أيام من 1 إلى { $most }
new-wrong-timezone = لا توجد منطقة زمنية باسم «{ $typed }»: اكتب اسما مثل Europe/Madrid أو مدينة كبيرة فيها
new-wrong-rooms = اذكر من قاعة واحدة إلى { $most }، تفصل بينها فواصل
new-wrong-language = «{ $typed }» ليس رمز لغة مثل ar أو es
new-no-zone = لا يذكر { $file } المنطقة الزمنية، ويحتاج إليها program.toml؛ حدّدها: --timezone Europe/Madrid
new-has-zone = يذكر { $file } منطقته الزمنية؛ احذف --timezone
new-exists = الملف { $file } موجود ولم يُغيَّر؛ لعرضه: nadwa { $file }
new-cancelled = لم يُكتب شيء
new-begun = كُتب الملف { $file }. يبدأ البرنامج يوم { $date }، ومنطقته الزمنية { $zone }. لعرضه: nadwa { $file }؛ لمعرفة الأخطاء: nadwa check { $file }
new-no-sessions = لا توجد في { $file } جلسات يمكن قراءتها، فلم يُكتب شيء؛ لمعرفة السبب: nadwa check { $file }
new-written = كُتب الملف { $file }. لعرضه: nadwa { $file }؛ لمعرفة الأخطاء: nadwa check { $file }
new-comment-file =
    برنامج فعالية. عدّله في أي محرر؛ يعرض nadwa كل تغيير فورا.
    لعرضه: nadwa { $file }
    لمعرفة الأخطاء: nadwa check { $file }
    يمكن أن يكون لكل نص ترجمات: title = {"{"} en = "…", es = "…" {"}"}
new-comment-id = جزء من كل موعد في التقويم: لا تغيره فيما بعد
new-comment-timezone = لكل الأوقات في هذا الملف
new-comment-rooms = القاعات. تشير إليها الجلسات بالمعرّف id.
new-comment-optional = المحاور والمتدخلون، إن وجدوا:
new-comment-sessions = الجلسات: هذه أمثلة.
new-comment-more = مفاتيح أخرى للجلسة: track = "…", speakers = ["…"], kind = "talk", abstract = "…"

# check, explain, diff
check-more = { $n ->
    [zero] لا مشكلات أخرى من نوع { $code }: { $message }
    [one] مشكلة أخرى من نوع { $code }: { $message }
    [two] مشكلتان أخريان من نوع { $code }: { $message }
    [few] { $n } مشكلات أخرى من نوع { $code }: { $message }
    [many] { $n } مشكلة أخرى من نوع { $code }: { $message }
   *[other] { $n } مشكلة أخرى من نوع { $code }: { $message }
}
check-fixable = { $n ->
    [zero] لا مشكلات لها إصلاح مؤكد؛ { $command }
    [one] لمشكلة واحدة إصلاح مؤكد؛ لتطبيقه: { $command }
    [two] لمشكلتين إصلاح مؤكد؛ لتطبيقه: { $command }
    [few] لـ{ $n } مشكلات إصلاح مؤكد؛ لتطبيقه: { $command }
    [many] لـ{ $n } مشكلة إصلاح مؤكد؛ لتطبيقه: { $command }
   *[other] لـ{ $n } مشكلة إصلاح مؤكد؛ لتطبيقه: { $command }
}
check-fixed = { $place }: { $new } بدلا من { $old }
check-fix-none = { $name }: لا شيء يمكن إصلاحه تلقائيا؛ لم يتغير الملف
check-fix-no-file = { $name } ليس ملفا، فلا يمكن تغييره
check-fix-changed = غيّره برنامج آخر للتو
fmt-no-toml = { $name } ليس ملف program.toml بترميز UTF-8، فلا يُنسَّق
lsp-failed = لا يتفاهم المحرر وخادم اللغة: { $why }
lsp-broken = في الملف خطأ في الصياغة: صححه قبل تغيير المعرّف
columns-none = لا أعمدة: ليس جدولا
column-unread = لا يُقرأ
check-none = لا مشكلات
unknown-code = لا يوجد رمز مشكلة «{ $code }»؛ لعرض الرموز كلها: nadwa explain
unknown-code-near = لا يوجد رمز مشكلة «{ $code }»؛ هل تقصد { $near }؟
explain-example = مثال:
diff-none = لا اختلاف

# set, unset, log
program-without-id = ليس للبرنامج معرف، والمستجدات تحتاج إليه؛ أضفه إلى ملفه: id = "…"
update-conflicts = لم ينشر شيء؛ للنشر رغم ذلك دون نقل غيرها: --force
update-conflicts-others = لم ينشر شيء بسبب تعارضات؛ لتجنبها أضف إحدى هذه الكلمات بعد التأخير: { $others }؛ أو انشر التأخير وحده بالخيار --force
update-unsaved = تعذر حفظ المستجد: { $why }
update-unsent = حُفظ هنا ولم يُرسل بعد: { $why }
update-contested = نشر مكتب آخر قبلك، ومستجده هو الساري؛ يعرض nadwa log الاثنين، وتسألك الشاشة بأيهما تحتفظ
update-lost = فقد الخادم مستجدات ما زالت سارية هنا ({ $n })؛ تسألك الشاشة هل تُنشر من جديد
no-update = { $title }: لا مستجدات لسحبها
no-update-of-field = { $title }: لا مستجد في { $field } لسحبه
no-updates = لم تُنشر أي مستجدات
log-empty = لم تُنشر أي مستجدات.
withdrawn = { $field }: سُحب
log-refused = مرفوض: نشر مكتب آخر قبله
log-unsent = لم يُرسل بعد
log-lost = لم يعد على الخادم
log-undone = تم التراجع عنه
log-undoes = تراجع
merge-no-toml = { $file } ليس ملف program.toml أو فيه أخطاء: لا تُدمج المستجدات إلا في ملف program.toml سليم
merge-left-out = هذه المستجدات ليست في الملف:

# starred
starred-wrong = ليست هذه لائحة جلسات مفضلة: انسخ السطر الذي يطبعه 'nadwa starred --code' أو رابط لائحة في الموقع
starred-other = هذه اللائحة من برنامج آخر: { $list }؛ حدد ملفه بالخيار -p
starred-unknown = ليست في هذا البرنامج

# doctor
doctor-versions = { $version } · المناطق الزمنية: IANA { $zones }
doctor-terminal = الطرفية
doctor-size = الحجم
doctor-colours = الألوان
doctor-colours-auto = ألوان تناسب خلفية الطرفية (السمة auto)
doctor-colours-terminal = ألوان الطرفية الستة عشر
doctor-colours-none = بلا ألوان (NO_COLOR أو CLICOLOR أو --color أو --theme)
doctor-colours-theme = سمة من سمات nadwa (--theme)
doctor-settings = الإعدادات
doctor-program = البرنامج
doctor-bidi = من اليمين إلى اليسار
doctor-question = أي هذه السطور يُقرأ صحيحا من اليمين: «بلا أخبار زائفة» ثم الاسم ثم السنة؟
doctor-advice = تشير «>» إلى النمط المستخدم. إذا كان سطر آخر هو الصحيح فاختر نمطه: nadwa --bidi MODE أو NADWA_BIDI=MODE

# publish, export
watch-failed = تتعذر مراقبة الملفات: { $why }
fetch-failed = تعذر جلب البرنامج: { $why }
publish-invalid = { $place }: { $problem }. تبقى الملفات المنشورة كما هي؛ لنشره مع ذلك أعد التشغيل مع --force
publish-unreadable = { $problem }. بقيت الملفات المنشورة كما هي؛ لنشره مع ذلك أعد التشغيل مع --force
publish-lost = لم يبق في النسخة الجديدة من الجلسات إلا { $n } من أصل { $all }، لذا تبقى الملفات المنشورة كما هي؛ لنشرها أعد التشغيل مع --force
export-empty = لا جلسة مطابقة، فلا شيء للتصدير
export-folder = اذكر المجلد: nadwa export { $format } -o FOLDER
export-one-part = اذكر جزءا واحدا فقط؛ لعدة أجزاء: --filter 'track:x room:y'
export-own = { $file } هو البرنامج نفسه أو إعلاناته؛ حدد ملفا آخر
logo-left-out = تُرك الشعار { $name }: { $why }
export-picture = svg صورة للشاشة: افتح بالخيار --keys الصفحة التي تريد إظهارها
folder-foreign = لم يُكتب شيء في { $folder }: فيه { $file } وليس من nadwa؛ انقله أو اختر مجلدا آخر
folder-home = لم يُكتب شيء في { $folder } لأنه مجلد شخصي أو مجلد للنظام؛ اختر مجلدا خاصا بالموقع
folder-shared = في { $folder } ملفات ليست من nadwa، فتركت كما هي
folder-ignored = { $n ->
    [zero] لا يذكر .nadwa-files أي ملف ليس من nadwa
    [one] يذكر .nadwa-files الاسم { $file }، وهو ليس ملفا من nadwa في هذا المجلد، فترك كما هو
    [two] يذكر .nadwa-files ملفين ليسا من nadwa في هذا المجلد، منهما { $file }، فتركا كما هما
    [few] يذكر .nadwa-files { $n } ملفات ليست من nadwa في هذا المجلد، منها { $file }، فتركت كما هي
    [many] يذكر .nadwa-files { $n } ملفا ليست من nadwa في هذا المجلد، منها { $file }، فتركت كما هي
   *[other] يذكر .nadwa-files { $n } ملف ليست من nadwa في هذا المجلد، منها { $file }، فتركت كما هي
}
files-written = { $n ->
    [zero] لم يتغير أي ملف من { $all } في { $folder }
    [one] تغير ملف من { $all } في { $folder }
    [two] تغير ملفان من { $all } في { $folder }
    [few] تغيرت { $n } ملفات من { $all } في { $folder }
    [many] تغير { $n } ملفا من { $all } في { $folder }
   *[other] تغير { $n } ملف من { $all } في { $folder }
}

# Why text of the other direction is sent in a way
bidi-set = ضُبط هكذا
bidi-bdsm = يمكن أن يُطلب منه ألا يعيد ترتيب النص (BDSM)، مثل VTE
bidi-konsole = يرتب Konsole النص بنفسه
bidi-kitty = يعكس kitty المقاطع المكتوبة من اليمين إلى اليسار
bidi-browser = يترك xterm.js ترتيب النص للمتصفح
bidi-mlterm = يمكن أن يُطلب من mlterm ألا يعيد ترتيب النص
bidi-tmux = tmux داخل طرفية ترتب النص بنفسها
bidi-apple = ترتب Terminal في macOS النص بنفسها
bidi-none = لا تستطيع هذه الطرفية عرض العربية
bidi-default = لا يُعرف عن هذه الطرفية أنها تعيد ترتيب النص، فيرتبه nadwa
