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
long-date = { $day ->
    [zero] { $weekday } { $day } { $month } { $year }
    [one] { $weekday } فاتح { $month } { $year }
    [two] { $weekday } { $day } { $month } { $year }
    [few] { $weekday } { $day } { $month } { $year }
    [many] { $weekday } { $day } { $month } { $year }
   *[other] { $weekday } { $day } { $month } { $year }
}
short-date = { $weekday } { $day } { $month }
day-month = { $day } { $month }
minutes = { $n } د
all-day = طوال اليوم
hours = { $n } س
hours-minutes = { $h } س { $m } د
hours-minutes-compact = { $h }:{ $m } س

# الأعداد
sessions = { $n ->
    [zero] لا جلسات
    [one] جلسة واحدة
    [two] جلستان
    [few] { $n } جلسات
    [many] { $n } جلسة
   *[other] { $n } جلسة
}
people = { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصا
   *[other] { $n } شخص
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
    [zero] لا نتائج لـ«{ $query }»
    [one] نتيجة واحدة لـ«{ $query }»
    [two] نتيجتان لـ«{ $query }»
    [few] { $n } نتائج لـ«{ $query }»
    [many] { $n } نتيجة لـ«{ $query }»
   *[other] { $n } نتيجة لـ«{ $query }»
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
    [zero] لا تحذيرات
    [one] تحذير واحد
    [two] تحذيران
    [few] { $n } تحذيرات
    [many] { $n } تحذيرا
   *[other] { $n } تحذير
}
starred = { $n ->
    [zero] لا جلسات مفضلة
    [one] جلسة مفضلة واحدة
    [two] جلستان مفضلتان
    [few] { $n } جلسات مفضلة
    [many] { $n } جلسة مفضلة
   *[other] { $n } جلسة مفضلة
}
on-at-once = { $n ->
    [zero] لا جلسات جارية الآن
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
    [one] تغيير واحد: اضغط { $key-changes } لعرضه
    [two] تغييران: اضغط { $key-changes } لعرضهما
    [few] { $n } تغييرات: اضغط { $key-changes } لعرضها
    [many] { $n } تغييرا: اضغط { $key-changes } لعرضها
   *[other] { $n } تغيير: اضغط { $key-changes } لعرضها
}
gap = { $n ->
    [zero] { $free }
    [one] { $free }؛ يتسع لجلسة واحدة:
    [two] { $free }؛ يتسع لجلستين:
    [few] { $free }؛ يتسع لـ{ $n } جلسات:
    [many] { $free }؛ يتسع لـ{ $n } جلسة:
   *[other] { $free }؛ يتسع لـ{ $n } جلسة:
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
funds-sessions = تمويل: { $n }
of-all = { $n } من { $all }
field-is = { $label }: { $value }

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
kind-address = رابط
kind-change = تغيير

# العناوين
label-affiliation = الهيئة
label-changed = آخر تحديث
label-chairs = التسيير
label-clock = المنطقة الزمنية
label-code = الرمز
label-command = الأمر
label-keys = المفاتيح
label-day-after = اليوم التالي
label-day-before = اليوم السابق
label-days = الأيام
label-floor = الطابق
label-funders = الممولون
label-funds = تمويل
label-holds = المحتوى
label-kind = النوع
label-languages = اللغات
label-lead = جهة الإشراف
label-leads = إشراف على
label-links = الروابط
label-on-foot = المشي
label-organisers = المنظمون
label-partner = الشريك
label-partners = الشركاء
label-place = الموضع
label-project = المشروع
label-projects = المشاريع
label-recording = التسجيل
label-role = الصفة
label-delay = التأخير
label-length = المدة
label-room = القاعة
label-seats = المقاعد
label-speakers = المتدخلون
label-status = الحالة
label-tags = الوسوم
label-track = المحور
label-venue = مكان الانعقاد
label-notice = التنبيه
label-about = الوصف
label-web = موقع الويب
label-when = الموعد
label-abstract = الملخص
label-interpreted = الترجمة الفورية
label-interpreters = المترجمون الفوريون
label-items = تسلسل الفقرات
label-note = ملاحظة
label-full = المقاعد
label-phone = الهاتف
label-contact = لفريق التنظيم
label-arrival = الوصول
label-announcement = إعلان
label-posted = المستجدات
label-spoken = لغة الجلسة
label-subtitle = العنوان الفرعي
label-title = العنوان

# الحالات
now = الآن
on-now = جارية الآن · بقي { $left }
in-time = بعد { $time }
in-time-compact = بعد { $time }
comma = ،
over = انتهت
no-start = لم يُحدد الموعد بعد
left = بقي { $time }
new = جديدة
changed = تغيير
gone = محذوفة
you = هذا أنت.
none = لا شيء
from-to = { $old } ← { $new }
was = سابقا: { $old }
moved-from-to = من { $old } إلى { $new }
as-planned = حسب البرنامج
heading-say = نشر مستجد
heading-becomes = ما سيتغير
say-how = أو اكتب: 10 · تبكير 10 · قاعة الاسم · ملغاة · ممتلئة · ملاحظة النص · المتدخلون الأسماء
enter-posts = Enter ينشره للجميع · Esc للرجوع
moves-others = { $n ->
    [zero] { $update }
    [one] { $update }، مع الجلسة التالية
    [two] { $update }، مع الجلستين التاليتين
    [few] { $update }، مع { $n } جلسات تالية
    [many] { $update }، مع { $n } جلسة تالية
   *[other] { $update }، مع { $n } جلسة تالية
}
moves-follow = { $n ->
    [zero] { $update }، دون اختصار الاستراحات
    [one] { $update }، مع الجلسة التالية دون اختصار الاستراحات
    [two] { $update }، مع الجلستين التاليتين دون اختصار الاستراحات
    [few] { $update }، مع { $n } جلسات تالية دون اختصار الاستراحات
    [many] { $update }، مع { $n } جلسة تالية دون اختصار الاستراحات
   *[other] { $update }، مع { $n } جلسة تالية دون اختصار الاستراحات
}
moves-hold = { $n ->
    [zero] { $update }
    [one] { $update }، مع اختصار الجلسة التالية
    [two] { $update }، مع اختصار الجلستين التاليتين
    [few] { $update }، مع اختصار { $n } جلسات تالية
    [many] { $update }، مع اختصار { $n } جلسة تالية
   *[other] { $update }، مع اختصار { $n } جلسة تالية
}
moves-swap = { $n ->
    [zero] { $update }
    [one] { $update }، وتنقل الجلسة التالية إلى { $room }
    [two] { $update }، وتنقل الجلستان التاليتان إلى { $room }
    [few] { $update }، وتنقل { $n } جلسات تالية إلى { $room }
    [many] { $update }، وتنقل { $n } جلسة تالية إلى { $room }
   *[other] { $update }، وتنقل { $n } جلسة تالية إلى { $room }
}
moves-none = { $update }، هذه الجلسة فقط
say-unset = حسب البرنامج: سحب كل المستجدات
say-later = تأخير { $time }
say-earlier = تقديم { $time }
meets = تتعارض مع { $title }
leaves-day = ينقل الجلسة إلى يوم آخر: { $day }
runs-into = تمتد { $title } إلى { $break }
no-pause = { $person } بلا استراحة: { $times }
already-so = هذا هو الوضع الحالي
new-person = شخص جديد ليس في البرنامج
post-anyway = اضغط Enter مرة أخرى للنشر رغم ذلك: { $why }
log-title = المستجدات
posted-for-all = نُشر للجميع، و{ $key-undo } للتراجع: { $title }
all-withdrawn = سُحبت، و{ $key-undo } للتراجع: كل مستجدات { $title }
and-others = { $n ->
    [zero] { $title }
    [one] { $title } وجلسة أخرى
    [two] { $title } وجلستان أخريان
    [few] { $title } و{ $n } جلسات أخرى
    [many] { $title } و{ $n } جلسة أخرى
   *[other] { $title } و{ $n } جلسة أخرى
}
undone = تم التراجع: { $title }
undo-sure = التراجع عن: { $what }؟ (y نعم، n لا)
undone-now = تم التراجع. الوضع الآن:
nothing-to-undo = لا شيء لك للتراجع عنه
not-posted = لم يُنشر شيء: { $why }
new-is = المستجد:
announcement = للجميع:
announcement-hint = ! في أوله: عاجل · حتى 14:00 في آخره · فارغ: إنهاء
no-announcement = لا إعلان
everyone = الجميع
elsewhere = تغيير في لغة أخرى
translations-lost = ترجمات حُذفت: { $langs }
status-confirmed = مؤكدة
status-tentative = مبدئية
status-moved = منقولة
status-delayed = متأخرة
status-cancelled = ملغاة
full = اكتملت المقاعد
seats-free = توجد مقاعد
arrival-expected = متوقع
arrival-arrived = وصل
arrival-missing = لم يصل
arrival-left = غادر
session-opening = افتتاح
session-talk = مداخلة
session-panel = مائدة مستديرة
session-workshop = ورشة
session-declaration = إعلان
session-break = استراحة
session-social = لقاء
session-closing = اختتام
session-other = أخرى
role-organiser = جهة منظمة
role-partner = جهة شريكة
role-funder = جهة ممولة
walk-to = { $time } إلى { $room }
interpreted = ترجمة فورية إلى: { $languages }
on-channel = { $language } على القناة { $n }
language-ar = العربية
language-es = الإسبانية
language-fr = الفرنسية
language-en = الإنجليزية

# الصفحات
no-title = بلا عنوان
no-such = ليس في البرنامج ما طلبته ({ $kind }).
not-recorded = لا تُسجل
no-sessions = لا جلسات
no-sessions-at-all = ليس في هذا البرنامج جلسات.
see-problems = في الملف مشكلات: لعرضها اضغط { $key-problems } أو نفذ الأمر nadwa check.
no-tracks = ليس في هذا البرنامج محاور.
no-speakers = ليس في هذا البرنامج متدخلون.
no-partners = ليس في هذا البرنامج شركاء.
no-rooms = ليس في هذا البرنامج قاعات.
no-projects = ليس في هذا البرنامج مشاريع.
its-speakers = المتدخلون باسم الهيئة
funded-sessions = جلسات المشاريع الممولة
no-problems = لا مشكلات
no-problems-found = لم يُعثر على أي مشكلة في ملف البرنامج.
search = البحث
search-hint = اكتب جزءا من عنوان أو اسم أو قاعة…
nothing-found = لا نتائج لـ«{ $query }»
nothing-holds = لا شيء يحتوي على «{ $query }».
hidden-by-filter = { $n ->
    [zero] لا شيء مخفي
    [one] نتيجة أخرى يخفيها المرشح { $query }
    [two] نتيجتان أخريان يخفيهما المرشح { $query }
    [few] { $n } نتائج أخرى يخفيها المرشح { $query }
    [many] { $n } نتيجة أخرى يخفيها المرشح { $query }
   *[other] { $n } نتيجة أخرى يخفيها المرشح { $query }
}
search-advice = جرب حروفا أقل أو جزءا من الاسم: لا أهمية للتشكيل ولا للهمزات، ويمكن الكتابة بالحروف اللاتينية.
timetable = الجدول
no-room = بلا قاعة
heading-now = الآن
heading-next = التالي في كل قاعة
heading-later = لاحقا اليوم
heading-soon = خلال ساعة
arrived-of = وصل { $n } من { $all }
nobody-expected = لا ينتظر وصول أي متحدث.
heading-gone = جلسات حُذفت من البرنامج
heading-changed = تغييرات
nothing-now = لا جلسة جارية الآن.
over-today = انتهت جلسات اليوم. التالي:
not-yet = لم ينطلق البرنامج بعد. البداية:
program-over = انتهى البرنامج.
all-filtered = لا جلسة توافق التصفية: { $query }
no-stars = لم تُضف أي جلسة إلى المفضلة بعد.
star-hint = اضغط { $key-star } لإضافة الجلسة التي تحت المؤشر إلى المفضلة. هنا تظهر التعارضات وأوقات الفراغ ومدد المشي.
no-notice = لا تنبيه هنا
notice-dismissed = يبقى التنبيه في الصفحة { $key-about }
clash = تتعارض مع { $title }
clashes = { $n ->
    [zero] لا تعارض
    [one] تتعارض مع جلسة
    [two] تتعارض مع جلستين
    [few] تتعارض مع { $n } جلسات
    [many] تتعارض مع { $n } جلسة
   *[other] تتعارض مع { $n } جلسة
}
free = وقت فراغ: { $free }
on-foot = { $walk } مشيا
hurry = { $walk } مشيا من { $room }، ولا يفصل بينهما إلا { $free }
no-changes = لا تغييرات
no-changes-since = لم يتغير شيء منذ آخر اطلاع لك.
speaks = متدخل
in-the-chair = تسيير الجلسة
interprets = ترجمة فورية
heading-cancelled = جلسات ملغاة
nothing-now-filtered = لا جلسة جارية الآن ضمن التصفية: { $query }
code-next = { $key-down }: الجلسة التالية.
no-side = لا توجد صفحة جانبية: المفتاح { $key-side } يفتحها
too-narrow = الشاشة أضيق من أن تتسع لصفحتين
no-side-here = ليس لهذه الصفحة صفحة جانبية
nothing-current = لا جلسة جارية أو تالية في هذه الصفحة
no-hour = لا ساعة أخرى في هذا الاتجاه
lists-sorted = القوائم: { $order }
order-own = حسب الاسم أو كما في الملف
order-sessions = الأكثر جلسات أولا
order-next = الجلسة التالية أولا
shown-of = الجلسات: { $n } من { $all }
all-tentative = كلها مبدئية
no-longer = لم يعد هذا في البرنامج. آخر المعلومات المعروفة:
with-people = مع { $names }
chaired-by = التسيير: { $names }
now-until = الآن · حتى { $time } · بقي { $left }
until = حتى { $time }
next-at = التالي · { $time } · بعد { $in }
next-on = التالي · { $day } { $time }
nothing-more-here = لا جلسات أخرى في هذه القاعة
moved-away = نُقلت إلى { $room }: { $title }
then-next = ثم { $time } { $title }
clock-soon = بقي { $left }
clock-last-minute = الدقيقة الأخيرة
clock-over = انتهى الوقت
clock-starts = تبدأ بعد
clock-rooms = الوقت المتبقي في كل قاعة
no-room-for-code = النافذة أصغر من أن يظهر الرمز: وسعها.
no-room-for-list = النافذة أصغر من أن يظهر الرمز: وسعها، أو شغّل: nadwa starred --code
code-hint = امسح الرمز بكاميرا الهاتف لإضافة الجلسة إلى التقويم. { $key-back }: رجوع.
code-list-hint = امسحه لفتح هذه اللائحة في متصفح. { $key-back }: رجوع.
code-text-hint = امسحه ثم مرّر نصه إلى: nadwa starred --import. { $key-back }: رجوع.
code-list-next = { $key-down }: الجلسات واحدة واحدة.
keys = المفاتيح
keys-here = في هذه الصفحة
keys-view = الصفحات
keys-move = التنقل
keys-find = البحث
keys-mine = برنامجي
keys-event = يوم الحدث
keys-screen = الشاشة
prompt = رقم أو أمر (مثل star 3) أو ? للمساعدة:
prompt-words = النص:
no-such-number = لا يوجد الرقم { $n } في هذه الصفحة
mark-starred = مفضلة
more-rows = { $n ->
    [zero] لا أسطر أخرى
    [one] سطر آخر: اضغط Enter لقراءته
    [two] سطران آخران: اضغط Enter لقراءتهما
    [few] { $n } أسطر أخرى: اضغط Enter لقراءتها
    [many] { $n } سطرا آخر: اضغط Enter لقراءتها
   *[other] { $n } سطر آخر: اضغط Enter لقراءتها
}
palette = الأوامر ومحتوى البرنامج
address-hint = اضغط { $key-open } أو { $key-browse } لفتح الرابط في المتصفح، أو { $key-copy } لنسخه.
marks = العلامات: ؟ مبدئية، * مفضلة، الآن، جديدة، تغيير، منقولة، متأخرة، ملغاة. الجلسات المنتهية باهتة.
times-on = المواعيد: { $zone }
times-assumed = المواعيد: { $zone } (مفترضة: الملف لا يسمي منطقة زمنية)
times-unnamed = المواعيد: الملف لا يسمي منطقته الزمنية (--event-zone)
times-local = المواعيد: بالتوقيت المحلي للحدث

# الرسائل
first-page = هذه هي الصفحة الأولى؛ اضغط { $key-quit } لإغلاق nadwa
first-page-filtered = هذه الصفحة الأولى، و{ $key-no-filter } لإزالة المرشح
nothing-to-open = لا نتائج: اضغط { $key-find } للبحث من جديد، أو { $key-back } للعودة
no-search = لم يجر أي بحث بعد: اضغط { $key-find } لبدئه
last-result = هذه آخر نتيجة
first-result = هذه أول نتيجة
kept = ما زالت آخر نسخة سليمة معروضة: { $fault }
another-program = يُعرض الآن برنامج آخر
read-again = أعيدت قراءة الملف
asking = يجري الاتصال بالخادم…
reading = يجري فتح الملف…
not-reloaded = تعذر التحديث من الخادم: { $why }
reading-so-far = قراءة… { $percent } %
copy-age = نسخة عمرها { $age }
offline-since = غير متصل منذ { $time }
not-on-server = مستجدات غير موجودة على الخادم: { $n }
server-away = غير متصل ({ $why }): ما يُنشر هنا يُحفظ ويُرسل لاحقا
server-refuses = حُفظ هنا، لكن الخادم رفضه: { $why }
contested = سبق أن نُشر «{ $theirs }» في { $title } باسم { $by }. المفتاح y: نشر «{ $mine }» رغم ذلك، المفتاح n: تركه
lost-updates = فقد الخادم مستجدات معروضة هنا ({ $n })، منها «{ $update }» في { $title }. المفتاح Y: نشرها من جديد، المفتاح N: نشر ما على الخادم بدلا منها للجميع
not-again = تتعذر إعادة قراءة { $name }
edit-no-file = { $name } ليس ملفا يمكن تحريره
edit-failed = { $name }: { $why }
clock-event = المواعيد بتوقيت الحدث: { $zone }
clock-own = المواعيد بتوقيتك: { $zone }
no-languages = لا يذكر البرنامج أي لغة
no-such-key = لا وظيفة للمفتاح { $key } هنا؛ اضغط { $key-help } لعرض المفاتيح
take-it = لم يبق في الملف من الجلسات إلا { $n } من أصل { $all }. المفتاح y: عرضها، المفتاح n: إبقاء ما هو معروض
not-taken = ما زالت النسخة السابقة معروضة؛ اضغط { $key-reload } لقراءة الملف من جديد
faults-shown = { $faults }: اضغط { $key-problems }
settings-read = أعيدت قراءة الإعدادات
settings-faults = { $n ->
    [zero] لا أخطاء في الإعدادات
    [one] خطأ واحد في الإعدادات: يعرضه الأمر nadwa config
    [two] خطآن في الإعدادات: يعرضهما الأمر nadwa config
    [few] { $n } أخطاء في الإعدادات: يعرضها الأمر nadwa config
    [many] { $n } خطأ في الإعدادات: يعرضها الأمر nadwa config
   *[other] { $n } خطأ في الإعدادات: يعرضها الأمر nadwa config
}
filter = تصفية:
filtered = التصفية: { $query }
past-hidden = الجلسات المنتهية مخفية
past-shown = الجلسات المنتهية معروضة
f-clears = اضغط { $key-no-filter } لعرض كل شيء
more = { $key-about } المزيد
built-in = هذا البرنامج مضمن في nadwa، ويفتح nadwa FILE برنامجك · { $key-help } مساعدة
no-filter = لا تصفية؛ اضغط { $key-filter } لبدئها
no-such-field = تصفية غير معروفة { $wrong }:؛ استعمل: { $known }
no-such-value = لا شيء يوافق { $field }:{ $wrong }؛ استعمل: { $known }
is-starred = أضيفت إلى المفضلة: { $title }
is-unstarred = أزيلت من المفضلة: { $title }
no-session-here = لا جلسة هنا: انتقل إلى جلسة ثم اضغط { $key-star } لإضافتها إلى المفضلة
no-change-here = لا جلسة هنا: انتقل إلى جلسة ثم اضغط { $key-say } لنشر مستجد
no-speaker-here = لا متحدث هنا: انتقل إلى متحدث ثم اضغط { $key-arrived } لتسجيل وصوله
is-me = أنت { $name }: سيفتح nadwa على هذه الصفحة من الآن فصاعدا
not-me = لم تعد أنت { $name }
who-are-you = لم تذكر من أنت بعد: افتح صفحتك بين المتدخلين ثم اضغط { $key-me }
no-code-here = لا جلسة ولا متدخل هنا لعرض رمز QR
opens = فُتح في المتصفح: { $url }
screen-cut = الطرفية أكبر من الحد الأقصى؛ يُستعمل منها { $cols } عمود و{ $rows } سطر
no-shell = لا صدفة هنا يمكنها أن تستأنف nadwa، لذلك لم يعلق
address = لا متصفح هنا؛ الرابط هو { $url }
no-address-here = لا رابط في هذه الصفحة
copied = تم النسخ: { $text }
all-seen = اطلعت على كل التغييرات؛ وسيشار إلى الجديد منها
state-damaged = تعذرت قراءة البيانات المحفوظة؛ وهي الآن في { $name }
state-unread = تعذرت قراءة البيانات المحفوظة: { $why }
state-unwritten = معروض لكن لم يُحفظ: { $why }
state-homeless = معروض لكن لم يُحفظ: لا يوجد مجلد شخصي
state-nameless = ليس للبرنامج معرف (id)، فلا يمكن حفظ شيء
not-as-shown = الملف أحدث مما هو معروض؛ اضغط { $key-reload } لقراءته

# أسماء المفاتيح
key-enter = Enter
key-esc = Esc
key-tab = Tab
key-bs = Backspace
key-del = Delete
key-ins = Insert
key-up = السهم الأعلى
key-down = السهم الأسفل
key-left = السهم الأيسر
key-right = السهم الأيمن
key-home = Home
key-end = End
key-pgup = Page Up
key-pgdn = Page Down
key-space = مفتاح المسافة

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
tab-starred = المفضلة
tab-changes = التغييرات
short-tab-agenda = برنامج
short-tab-timetable = جدول
short-tab-tracks = محاور
short-tab-speakers = متدخلون
short-tab-partners = شركاء
short-tab-rooms = قاعات
short-tab-now = الآن
short-tab-starred = مفضلة
short-tab-changes = تغييرات
hint-star = تفضيل
hint-open = فتح
hint-find = بحث
hint-filter = تصفية
hint-say = مستجد
hint-arrived = وصل
hint-seen = اطلعت على الكل
hint-help = مساعدة
hint-commands = الأوامر
hint-me = هذا أنا
hint-show-code = رمز QR

# عمل المفاتيح
cmd-open = فتح العنصر الذي تحت المؤشر
cmd-back = رجوع
cmd-find = البحث في كل شيء أثناء الكتابة
cmd-commands = إيجاد الأوامر والجلسات والأشخاص… ببعض حروفها
cmd-clock = التبديل بين توقيت الحدث وتوقيتك
cmd-language = الانتقال إلى اللغة التالية
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
cmd-current = إلى ما يجري الآن أو ما يليه
cmd-next-hour = إلى الساعة التالية
cmd-previous-hour = إلى الساعة السابقة
cmd-next-result = النتيجة التالية للبحث
cmd-previous-result = النتيجة السابقة
cmd-other-pane = إلى الجزء الآخر في شاشة واسعة
cmd-sort = ترتيب القوائم: حسب الاسم أو عدد الجلسات أو الجلسة التالية
cmd-side = فتح الصفحة الجانبية أو إغلاقها
cmd-border-left = تحريك الحد إلى اليسار
cmd-border-right = تحريك الحد إلى اليمين
cmd-reload = قراءة الملف من جديد
cmd-edit = فتح الملف في المحرر عند ما تحت المؤشر
cmd-redraw = رسم الشاشة من جديد
cmd-suspend = إلى سطر الأوامر؛ والأمر fg يعيدك
cmd-quit = إغلاق nadwa
cmd-lang-ar = اللغة: العربية
cmd-lang-en = اللغة: English (الإنجليزية)
cmd-lang-es = اللغة: Español (الإسبانية)
cmd-lang-fr = اللغة: Français (الفرنسية)
cmd-theme-auto = السمة: حسب الخلفية
cmd-theme-dark = السمة: داكنة
cmd-theme-light = السمة: فاتحة
cmd-theme-contrast = السمة: تباين عالٍ
cmd-theme-terminal = السمة: ألوان الطرفية
cmd-theme-none = السمة: دون ألوان
cmd-right = فتح؛ وفي الجدول إلى القاعة التالية
cmd-left = رجوع؛ وفي الجدول إلى القاعة السابقة
cmd-star = إضافة الجلسة إلى المفضلة أو إزالتها
cmd-say = نشر مستجد في الجلسة: تأخير، قاعة، إلغاء، ملاحظة
cmd-arrived = تسجيل وصول المتحدث
cmd-announce = إعلان للجميع أو للقاعة تحت المؤشر
cmd-undo = التراجع عن آخر مستجد نشرته
cmd-filter = تصفية كل القوائم: كلمات، track:{"\u200E"} room:{"\u200E"} speaker:{"\u200E"} partner:{"\u200E"} day:{"\u200E"} kind:{"\u200E"} lang:{"\u200E"} is:{"\u200E"}
cmd-no-filter = إلغاء التصفية
cmd-past = إخفاء الجلسات المنتهية أو عرضها
cmd-me = في صفحة متدخل: هذا أنا؛ وفي غيرها: صفحتي
cmd-show-code = رمز QR للجلسة أو لجلسات المتدخل، لإضافتها إلى التقويم؛ ولائحة جلساتك المفضلة، لجهاز آخر
cmd-browse = فتح الرابط الذي تحت المؤشر، أو أول رابط في الصفحة، في المتصفح
cmd-copy = نسخ سطر عن العنصر الذي تحت المؤشر
cmd-seen = وضع علامة الاطلاع على كل التغييرات
cmd-dismiss = إزالة التنبيه من القوائم
view-timetable = القاعات أفقيا والوقت عموديا
view-now = الآن والتالي في كل قاعة ولاحقا اليوم
view-starred = جلساتك المفضلة: التعارضات وأوقات الفراغ ومدد المشي
view-changes = ما تغير منذ آخر اطلاع لك
view-agenda = كل الجلسات يوما بيوم
view-tracks = المحاور
view-speakers = المتدخلون حسب الاسم
view-partners = المنظمون والشركاء والممولون
view-rooms = القاعات
view-projects = المشاريع التي وراء الجلسات
view-problems = مشكلات ملف البرنامج
view-arrivals = الوصول: من وصل من المتحدثين ومن ينتظر
view-log = المستجدات المنشورة، متى ومن نشرها
view-about = البرنامج نفسه: إشعار ومنظمون ولغات ومنطقة زمنية
view-help = المفاتيح

# Pages for a browser
html-skip = انتقل إلى المحتوى
html-pages = الصفحات
html-calendar = أضف إلى التقويم (.ics)
html-subscribe = اشترك في التقويم
html-doors = لافتات الأبواب
html-sessions = كل الجلسات
html-jumps = في هذه الصفحة
html-search = بحث
html-star = أضف إلى المفضلة
html-share = رابط هذه القائمة
html-unstarred = اضغط على ☆ بجانب الجلسة لإضافتها إلى المفضلة. يحفظ متصفحك القائمة.
html-shared = جلسات من رابط
html-keep = أضف هذه الجلسات إلى المفضلة
html-own-zone = منطقتي الزمنية
html-feed = خلاصة التغييرات (Atom)
html-offline = لم يستجب الخادم. هذه نسخة محفوظة قد لا تكون محدَّثة:
html-not-found = هذه الصفحة غير موجودة
html-not-found-why = ربما أزيلت أو تغير عنوانها.
sheet-minutes = الدقائق
sheet-cue = إشارات
card-next = التالي في القاعة
