# التواريخ والمدد
day-1 = الاثنين
day-2 = الثلاثاء
day-3 = الأربعاء
day-4 = الخميس
day-5 = الجمعة
day-6 = السبت
day-7 = الأحد
day-short-1 = الاثنين
day-short-2 = الثلاثاء
day-short-3 = الأربعاء
day-short-4 = الخميس
day-short-5 = الجمعة
day-short-6 = السبت
day-short-7 = الأحد
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = ماي
month-6 = يونيو
month-7 = يوليوز
month-8 = غشت
month-9 = شتنبر
month-10 = أكتوبر
month-11 = نونبر
month-12 = دجنبر
month-short-1 = يناير
month-short-2 = فبراير
month-short-3 = مارس
month-short-4 = أبريل
month-short-5 = ماي
month-short-6 = يونيو
month-short-7 = يوليوز
month-short-8 = غشت
month-short-9 = شتنبر
month-short-10 = أكتوبر
month-short-11 = نونبر
month-short-12 = دجنبر
long-date = { $weekday } { $day } { $month } { $year }
short-date = { $weekday } { $day } { $month }
day-month = { $day } { $month }
minutes = { $n } د
hours = { $n } س
hours-minutes = { $h } س { $m } د

# الأعداد
sessions = { $n ->
    [zero] لا جلسات
    [one] جلسة واحدة
    [two] جلستان
    [few] { $n } جلسات
    [many] { $n } جلسة
   *[other] { $n } جلسة
}
tracks = { $n ->
    [zero] لا محاور
    [one] محور واحد
    [two] محوران
    [few] { $n } محاور
    [many] { $n } محورا
   *[other] { $n } محور
}
speakers = { $n ->
    [zero] لا متدخلين
    [one] متدخل واحد
    [two] متدخلان
    [few] { $n } متدخلين
    [many] { $n } متدخلا
   *[other] { $n } متدخل
}
rooms = { $n ->
    [zero] لا قاعات
    [one] قاعة واحدة
    [two] قاعتان
    [few] { $n } قاعات
    [many] { $n } قاعة
   *[other] { $n } قاعة
}
projects = { $n ->
    [zero] لا مشاريع
    [one] مشروع واحد
    [two] مشروعان
    [few] { $n } مشاريع
    [many] { $n } مشروعا
   *[other] { $n } مشروع
}
organisations = { $n ->
    [zero] لا هيئات
    [one] هيئة واحدة
    [two] هيئتان
    [few] { $n } هيئات
    [many] { $n } هيئة
   *[other] { $n } هيئة
}
results = { $n ->
    [zero] لا نتائج عن «{ $query }»
    [one] نتيجة واحدة عن «{ $query }»
    [two] نتيجتان عن «{ $query }»
    [few] { $n } نتائج عن «{ $query }»
    [many] { $n } نتيجة عن «{ $query }»
   *[other] { $n } نتيجة عن «{ $query }»
}
agenda-of = { $n ->
    [zero] برنامج بلا أيام
    [one] برنامج يوم واحد
    [two] برنامج يومين
    [few] برنامج { $n } أيام
    [many] برنامج { $n } يوما
   *[other] برنامج { $n } يوم
}
errors = { $n ->
    [zero] لا أخطاء
    [one] خطأ واحد
    [two] خطآن
    [few] { $n } أخطاء
    [many] { $n } خطأ
   *[other] { $n } خطأ
}
warnings = { $n ->
    [zero] لا تنبيهات
    [one] تنبيه واحد
    [two] تنبيهان
    [few] { $n } تنبيهات
    [many] { $n } تنبيها
   *[other] { $n } تنبيه
}
starred = { $n ->
    [zero] لا جلسات مختارة
    [one] جلسة مختارة واحدة
    [two] جلستان مختارتان
    [few] { $n } جلسات مختارة
    [many] { $n } جلسة مختارة
   *[other] { $n } جلسة مختارة
}
on-at-once = { $n ->
    [zero] لا شيء الآن
    [one] جلسة جارية واحدة
    [two] جلستان جاريتان
    [few] { $n } جلسات جارية
    [many] { $n } جلسة جارية
   *[other] { $n } جلسة جارية
}
sessions-changed = { $n ->
    [zero] لا تغييرات
    [one] تغيرت جلسة واحدة
    [two] تغيرت جلستان
    [few] تغيرت { $n } جلسات
    [many] تغيرت { $n } جلسة
   *[other] تغيرت { $n } جلسة
}
changes-shown = { $n ->
    [zero] لا تغييرات
    [one] تغيير واحد: يعرضه المفتاح 9
    [two] تغييران: يعرضهما المفتاح 9
    [few] { $n } تغييرات: يعرضها المفتاح 9
    [many] { $n } تغييرا: يعرضها المفتاح 9
   *[other] { $n } تغيير: يعرضها المفتاح 9
}
gap = { $n ->
    [zero] { $free }
    [one] { $free }؛ تسعه جلسة واحدة:
    [two] { $free }؛ تسعه جلستان:
    [few] { $free }؛ تسعه { $n } جلسات:
    [many] { $free }؛ تسعه { $n } جلسة:
   *[other] { $free }؛ تسعه { $n } جلسة:
}
more-fit = { $n ->
    [zero] لا غيرها
    [one] وجلسة أخرى
    [two] وجلستان أخريان
    [few] و{ $n } جلسات أخرى
    [many] و{ $n } جلسة أخرى
   *[other] و{ $n } جلسة أخرى
}
in-days = { $n ->
    [zero] اليوم
    [one] بعد يوم واحد
    [two] بعد يومين
    [few] بعد { $n } أيام
    [many] بعد { $n } يوما
   *[other] بعد { $n } يوم
}
funds-sessions = يمول { $n }
of-all = { $n } من { $all }

# الأنواع
kind-program = برنامج
kind-day = يوم
kind-session = جلسة
kind-track = محور
kind-speaker = متدخل
kind-partner = شريك
kind-room = قاعة
kind-project = مشروع
kind-problem = مشكلة
kind-query = بحث
kind-command = أمر
kind-address = عنوان
kind-change = تغيير

# العناوين
label-affiliation = الهيئة
label-changed = آخر تغيير
label-chairs = التسيير
label-clock = الساعة
label-code = الرمز
label-command = الأمر
label-keys = المفاتيح
label-day-after = اليوم التالي
label-day-before = اليوم السابق
label-days = الأيام
label-floor = الطابق
label-funders = الممولون
label-funds = يمول
label-holds = المحتوى
label-kind = النوع
label-languages = اللغات
label-lead = الإشراف
label-leads = يشرف على
label-links = الروابط
label-on-foot = مشيا
label-organisers = المنظمون
label-partner = الشريك
label-partners = الشركاء
label-place = الموضع
label-project = المشروع
label-projects = المشاريع
label-recording = التسجيل
label-role = الصفة
label-room = القاعة
label-seats = المقاعد
label-speakers = المتدخلون
label-status = الحالة
label-tags = وسوم
label-track = المحور
label-venue = المكان
label-web = الموقع
label-when = الموعد
label-abstract = الملخص
label-interpreted = الترجمة
label-note = ملاحظة
label-spoken = لغة الجلسة
label-subtitle = العنوان الفرعي
label-title = العنوان

# الحالات
now = الآن
on-now = جارية الآن · بقي { $left }
in-time = بعد { $time }
comma = ،
over = انتهت
no-start = بلا موعد بعد
left = بقي { $time }
new = جديدة
changed = تغيرت
gone = حذفت
you = هذا أنت.
none = لا شيء
from-to = { $old } ← { $new }
was = كان { $old }
moved-from-to = من { $old } إلى { $new }
as-planned = كما في البرنامج
heading-say = ما الجديد؟
heading-becomes = ما سيتغير
say-how = قلها بكلمة: delay 10m · room NAME · cancelled · note WORDS · speakers NAMES
say-unset = كما في البرنامج: سحب كل ما قيل
say-later = بعد { $time }
say-earlier = قبل { $time }
meets = تتزامن مع: { $title }
meets-sure = في الوقت نفسه { $title }؛ اضغط Enter مرة أخرى لقولها رغم ذلك
said = قيلت وتظهر للجميع: { $title }
unsaid = لم تقل: { $why }
new-is = الجديد:
elsewhere = تغير في لغة أخرى
status-confirmed = مؤكدة
status-tentative = مؤقتة
status-moved = منقولة
status-delayed = متأخرة
status-cancelled = ملغاة
session-opening = افتتاح
session-talk = مداخلة
session-panel = مائدة مستديرة
session-workshop = ورشة
session-declaration = إعلان
session-break = استراحة
session-social = لقاء
session-closing = اختتام
session-other = أخرى
role-organiser = منظم
role-partner = شريك
role-funder = ممول
walk-to = { $time } إلى { $room }
interpreted = الترجمة { $languages }
language-ar = العربية
language-es = الإسبانية
language-fr = الفرنسية
language-en = الإنجليزية

# الصفحات
no-title = بلا عنوان
no-such = لا يوجد في البرنامج: { $kind }.
not-recorded = لا تُسجَّل
no-sessions = لا جلسات
no-sessions-at-all = ليس في هذا البرنامج جلسات.
see-problems = في ملفه مشاكل: يعرضها المفتاح ! على الشاشة والأمر nadwa check.
no-tracks = ليس في هذا البرنامج محاور.
no-speakers = لا يذكر هذا البرنامج متدخلين.
no-partners = لا يذكر هذا البرنامج شركاء.
no-rooms = لا يذكر هذا البرنامج قاعات.
no-projects = لا يذكر هذا البرنامج مشاريع.
its-speakers = متدخلوه
funded-sessions = جلسات المشاريع التي يمولها
no-problems = لا مشاكل
no-problems-found = لم يعثر على أي مشكلة في ملف البرنامج.
search = البحث
search-hint = اكتب جزءا من عنوان أو اسم أو قاعة…
nothing-found = لا شيء عن «{ $query }»
nothing-holds = لا شيء يحتوي على «{ $query }».
search-advice = جرب حروفا أقل أو جزءا من الاسم: لا أهمية للتشكيل ولا لحجم الحروف.
timetable = الجدول
no-room = بلا قاعة
heading-now = الآن
heading-next = التالي في كل قاعة
heading-later = لاحقا اليوم
heading-gone = لم تعد في البرنامج
heading-changed = تغييرات
nothing-now = لا شيء الآن.
over-today = انتهى اليوم. التالي:
not-yet = لم يبدأ بعد. أولا:
program-over = انتهى البرنامج.
all-filtered = لا شيء يمر من المرشح.
no-stars = لم تختر أي جلسة بعد.
star-hint = مفتاح المسافة يختار الجلسة التي تحت المؤشر. هنا يظهر التعارض والفراغ والطريق مشيا.
clash = تتعارض مع { $title }
free = فراغ { $free }
on-foot = { $walk } مشيا
hurry = { $walk } مشيا من { $room }، وبينهما { $free }
no-changes = لا تغييرات
no-changes-since = لم يتغير شيء منذ آخر اطلاع لك.
in-the-chair = يسير الجلسة
heading-cancelled = ملغاة
nothing-now-filtered = لا شيء مما يمر من المرشح جار الآن.
code-next = السهم إلى الأسفل: الجلسة التالية.
no-side = لا جزء آخر هنا
shown-of = { $n } من { $all } جلسة
no-longer = لم تعد في البرنامج. هكذا كانت:
with-people = مع { $names }
chaired-by = التسيير: { $names }
now-until = الآن · حتى { $time } · بقي { $left }
next-at = التالي · { $time } · بعد { $in }
next-on = التالي · { $day } { $time }
nothing-more-here = لا شيء بعد في هذه القاعة
no-room-for-code = لا مكان للرمز: كبر النافذة.
code-hint = وجه إليه كاميرا لتضع الجلسة في مفكرة. مفتاح المسح: رجوع.
keys = المفاتيح
keys-here = في هذه الصفحة
keys-everywhere = في كل مكان
prompt = رقم أو أمر (مثل star 3) أو ? للمساعدة:
prompt-words = والكلمات:
no-such-number = لا رقم { $n } هنا
mark-starred = مختارة
more-rows = { $n ->
    [zero] { $n } سطر: Enter يقرؤها
    [one] سطر واحد آخر: Enter يقرؤه
    [two] سطران آخران: Enter يقرؤهما
    [few] { $n } أسطر أخرى: Enter يقرؤها
    [many] { $n } سطرا آخر: Enter يقرؤها
   *[other] { $n } سطر آخر: Enter يقرؤها
}
palette = الأوامر وكل ما في البرنامج
address-hint = Enter أو o يفتحه في المتصفح، وy ينسخه.
marks = العلامات: ? مؤقتة، * مختارة، الآن، جديدة، تغيرت، منقولة، متأخرة، ملغاة. الجلسات المنتهية باهتة.
times-on = المواعيد: { $zone }

# الرسائل
first-page = هذه هي الصفحة الأولى؛ المفتاح q يغلق nadwa
nothing-to-open = لا شيء: المفتاح / يبحث من جديد، ومفتاح المسح يعود
no-search = لم يجر بحث بعد: المفتاح / يبدؤه
last-result = هذه آخر نتيجة
first-result = هذه أول نتيجة
kept = يعرض السابق: { $fault }
another-program = يعرض برنامج آخر
read-again = قرئ من جديد
asking = جارٍ سؤال الخادم…
reading = قراءة الملف …
silent = لا جديد من الخادم: { $why }
copy-age = نسخة عمرها { $age }
offline-since = غير متصل منذ { $time }
server-away = غير متصل ({ $why }): ما يقال هنا يحفظ ويرسل لاحقا
server-refuses = حفظ هنا، والخادم لا يقبله: { $why }
contested = سبقك { $by }: «{ $theirs }» في { $title }. y يعيد «{ $mine }»، n يتركه
not-again = لا يمكن أن يقرأ { $name } من جديد
clock-event = المواعيد بساعة الحدث: { $zone }
clock-own = المواعيد بساعتك: { $zone }
no-languages = لا يذكر البرنامج لغات
no-such-key = لا عمل للمفتاح { $key } هنا؛ المفتاح ? يعرض المفاتيح
take-it = بقي في الملف { $n } من { $all } جلسة: المفتاح y يعرضه، والمفتاح n يبقي ما يعرض
not-taken = يعرض البرنامج السابق؛ المفتاح r يقرأ الملف من جديد
faults-shown = { $faults }: اضغط !
settings-faults = { $n ->
    [zero] { $n } خطأ في الإعدادات: nadwa config يذكره
    [one] خطأ واحد في الإعدادات: nadwa config يذكره
    [two] خطآن في الإعدادات: nadwa config يذكرهما
    [few] { $n } أخطاء في الإعدادات: nadwa config يذكرها
    [many] { $n } خطأ في الإعدادات: nadwa config يذكرها
   *[other] { $n } خطأ في الإعدادات: nadwa config يذكرها
}
filter = مرشح
filtered = المرشح: { $query }
past-hidden = الجلسات المنتهية مخفية
past-shown = الجلسات المنتهية معروضة
f-clears = المفتاح { $key } يعرض كل شيء
no-filter = لا مرشح؛ المفتاح f يبدؤه
no-such-state = is:{ $wrong }؟ { $known }
is-starred = اختيرت: { $title }
is-unstarred = لم تعد مختارة: { $title }
no-session-here = لا جلسة هنا: انتقل إلى جلسة ثم يختارها مفتاح المسافة
no-change-here = لا جلسة هنا: انتقل إلى جلسة ثم يقول c ما الجديد فيها
is-me = أنت { $name }: يفتح nadwa هنا من الآن
not-me = لم تعد أنت { $name }
who-are-you = لم يحدد أحد: افتح صفحة متدخل ثم يقول المفتاح m إنه أنت
no-code-here = لا جلسة ولا متدخل هنا لصنع رمز
opens = فتح في المتصفح: { $url }
address = لا متصفح هنا؛ العنوان هو { $url }
no-address-here = لا عنوان ويب في هذه الصفحة
copied = نسخ: { $text }
all-seen = اطلعت على كل التغييرات؛ ويشار إلى الجديد منها من الآن
state-damaged = تعذرت قراءة المحفوظ؛ وهو الآن في { $name }
state-unread = تعذرت قراءة المحفوظ: { $why }
state-unwritten = معروض ولم يحفظ: { $why }
state-homeless = معروض ولم يحفظ: لا مجلد شخصيا
state-nameless = معروض ولم يحفظ: لا معرف للبرنامج
not-as-shown = الملف أحدث مما يعرض؛ المفتاح r يقرؤه

# الألسنة وأسفل الشاشة
tab-agenda = البرنامج
tab-about = حول البرنامج
tab-tracks = المحاور
tab-speakers = المتدخلون
tab-partners = الشركاء
tab-rooms = القاعات
tab-projects = المشاريع
tab-timetable = الجدول
tab-now = الآن
tab-starred = المختارة
tab-changes = التغييرات
hint-star = اختيار
hint-open = فتح
hint-find = بحث
hint-seen = اطلعت على الكل
hint-help = مساعدة
hint-commands = الأوامر
hint-me = هذا أنا
hint-show-code = رمز QR

# عمل المفاتيح
cmd-open = فتح ما تحت المؤشر
cmd-back = رجوع
cmd-find = البحث في كل شيء أثناء الكتابة
cmd-commands = الأوامر والجلسات والأشخاص … ببعض حروفها
cmd-clock = المواعيد بساعتك أو بساعة الحدث
cmd-language = اللغة التالية
cmd-down = إلى الأسفل
cmd-up = إلى الأعلى
cmd-page-down = صفحة إلى الأسفل
cmd-page-up = صفحة إلى الأعلى
cmd-half-down = نصف صفحة إلى الأسفل
cmd-half-up = نصف صفحة إلى الأعلى
cmd-top = إلى البداية
cmd-bottom = إلى النهاية
cmd-next-heading = إلى اليوم أو المجموعة التالية
cmd-previous-heading = إلى اليوم أو المجموعة السابقة
cmd-next-result = النتيجة التالية للبحث
cmd-previous-result = النتيجة السابقة
cmd-other-pane = إلى الجزء الآخر في شاشة واسعة
cmd-reload = قراءة الملف من جديد
cmd-redraw = رسم الشاشة من جديد
cmd-suspend = إلى سطر الأوامر؛ والأمر fg يعود
cmd-quit = إغلاق nadwa
cmd-right = فتح؛ وفي الجدول إلى القاعة التالية
cmd-left = رجوع؛ وفي الجدول إلى القاعة السابقة
cmd-star = اختيار الجلسة أو إلغاء اختيارها
cmd-say = قول ما الجديد في الجلسة: تأخير، قاعة، إلغاء، ملاحظة
cmd-filter = ترشيح كل القوائم: كلمات، track: room: speaker: partner: day: kind: lang: is:
cmd-no-filter = إلغاء المرشح
cmd-past = إخفاء الجلسات المنتهية أو عرضها
cmd-me = في صفحة متدخل: هذا أنا؛ وفي غيرها: صفحتي
cmd-show-code = الجلسة أو جلسات المتدخل رمزا لمفكرة
cmd-browse = فتح العنوان الذي تحت المؤشر، أو أول عنوان في الصفحة، في المتصفح
cmd-copy = نسخ سطر عما تحت المؤشر
cmd-seen = اطلعت على كل التغييرات
view-timetable = القاعات عرضا والوقت نزولا
view-now = الآن والتالي في كل قاعة ولاحقا اليوم
view-starred = ما اخترته: التعارض والفراغ والطريق مشيا
view-changes = ما تغير منذ آخر اطلاع لك
view-agenda = كل الجلسات يوما بيوم
view-tracks = المحاور
view-speakers = المتدخلون حسب الاسم
view-partners = المنظمون والشركاء والممولون
view-rooms = القاعات
view-projects = المشاريع التي وراء الجلسات
view-problems = ما في ملف البرنامج من أخطاء
view-about = البرنامج نفسه: تنبيه ومنظمون ولغات وساعة
view-help = المفاتيح

# Pages for a browser
html-skip = انتقل إلى المحتوى
html-pages = الصفحات
html-calendar = أضِف إلى تقويم (.ics)
html-doors = لافتات الأبواب
