"""Names, streets and workplaces from which the sample school is made up; all combinations are invented."""

from dataclasses import dataclass

from bot.core.people import Sex


@dataclass(frozen=True, slots=True)
class Heritage:
    """A people's usual names: surnames in their masculine form, first names, and how a patronymic is made."""

    nationality: str
    weight: int
    surnames: tuple[str, ...]
    boys: tuple[str, ...]
    girls: tuple[str, ...]
    fathers: tuple[str, ...]
    son: str = "ұлы"
    daughter: str = "қызы"

    def surname(self, masculine: str, sex: Sex) -> str:
        if sex is Sex.MALE:
            return masculine
        return "-".join(_feminine(part) for part in masculine.split("-"))

    def patronymic(self, father: str, sex: Sex) -> str:
        ending = self.son if sex is Sex.MALE else self.daughter
        if ending.startswith("о"):
            return father[:-1] + "е" + ending[1:] if father.endswith("й") else father + ending
        return father + ending

    def given(self, sex: Sex) -> tuple[str, ...]:
        return self.boys if sex is Sex.MALE else self.girls


def _feminine(surname: str) -> str:
    if surname.endswith("ский"):
        return surname[:-2] + "ая"
    return surname + "а" if surname.endswith(("ов", "ев", "ёв", "ин", "ын")) else surname


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


KAZAKH = Heritage(
    "қазақ",
    66,
    _words(
        "Ахметов Сейтов Жұмабеков Оспанов Әбдірахманов Қалиев Тілеубергенов Нұрғалиев"
        " Бекмағамбетов Сүлейменов Ерғалиев Құрманғазин Төлегенов Үсенов Исабеков Шаймерденов"
        " Ғабдуллин Мырзахметов Өтегенов Тұрсынбаев Нұрмағамбетов-Әбдіқадыров Байжанов"
        " Досмұхамедов Кенжебаев Рахымжанов Смағұлов Жақсылықов Әлімжанов Қожахметов Сағындықов"
        " Тәжібаев Молдағалиев Есенгелдин Дүйсенбаев Аманжолов Хасенов"
    ),
    _words(
        "Айдар Нұрсұлтан Ерасыл Мұхаммедәли Әлихан Дінмұхаммед Бекзат Санжар Алдияр Ғалымжан"
        " Қуаныш Ұлан Іскендер Арсен Темірлан Рамазан Жанболат Мирас Өмірзақ Үсен Батырхан"
        " Нұрислам Ернар Асылжан Дәулет Хамит"
    ),
    _words(
        "Айша Аружан Айзере Томирис Әйгерім Жансая Кәусар Медина Нұрай Ғазиза Қарақат Ұлдана"
        " Іңкәр Балнұр Фариза Дильназ Інжу Зере Көзайым Мөлдір Сәуле Дария Аяулым Толғанай Раяна"
        " Шырын"
    ),
    _words(
        "Бауыржан Серік Ерлан Қанат Нұрлан Мұрат Талғат Болат Асқар Марат Дәурен Ғабит Жомарт"
        " Өмірбек Әділбек Қайрат Самат Тілек Рүстем Ілияс"
    ),
)
RUSSIAN = Heritage(
    "орыс",
    16,
    _words(
        "Ковалёв Морозов Лебедев Белов Тарасов Никитин Щербаков Черновский Зорин Ершов Юдин"
        " Яковлев Жуков Фомин"
    ),
    _words("Артём Матвей Кирилл Егор Тимофей Семён Глеб Ярослав Лев Фёдор"),
    _words("Алиса Варвара Ксения Полина София Дарья Вероника Ульяна Яна Эвелина"),
    _words("Сергей Андрей Виктор Олег Роман Максим Денис Алексей Антон Вадим"),
    "ович",
    "овна",
)
UZBEK = Heritage(
    "өзбек",
    7,
    _words("Юлдашев Каримов Турсунов Эргашев Мирзаев Хакимов Рустамов Саидов"),
    _words("Жасур Бехруз Шахзод Азизбек Сардор Диёр"),
    _words("Нилуфар Шахноза Мадина Зилола Севара Дилноза"),
    _words("Бахтиёр Шухрат Акмал Фарход Улугбек Джамшид"),
    "ович",
    "овна",
)
UIGHUR = Heritage(
    "ұйғыр",
    6,
    _words("Розахунов Исмаилов Тохтахунов Зайнавдинов Аутов Хамраев"),
    _words("Алимжан Ильяр Дильшат Турган Парвиз"),
    _words("Гульмира Дильнара Патигуль Рена Зульфия"),
    _words("Абдурахман Турсун Махмут Руслан Ришат"),
    "ович",
    "овна",
)
KOREAN = Heritage(
    "кәріс",
    5,
    _words("Ким Пак Цой Тен Ли Хегай Югай Нам"),
    _words("Эдуард Тимур Герман Станислав Владислав"),
    _words("Диана Кристина Милана Виктория Элина"),
    _words("Вячеслав Эдуард Герман Родион Трофим"),
    "ович",
    "овна",
)
KYRGYZ = Heritage(
    "кыргыз",
    78,
    _words(
        "Асанов Жээнбеков Токтогулов Сыдыков Өмүрбеков Турдубаев Кадыров Үсөнов Мамбеталиев"
        " Эсенгулов Абдыкеримов Кожогулов Бейшеналиев Чороев Ысмаилов Дүйшөнкулов Нурматов"
        " Маматкулов Орозбеков Сатыбалдиев"
    ),
    _words(
        "Бекжан Эрбол Нурсултан Азамат Алтынбек Чыңгыз Данияр Эмир Кубаныч Өмүр Үсөн Ырысбек"
        " Тилек Байэл Актан"
    ),
    _words(
        "Айжан Бегимай Нурзада Мээрим Сезим Айтурган Гүлзат Чолпон Жибек Бермет Каныкей Ырысбүбү"
        " Адеми Өлмөсхан"
    ),
    _words("Бакыт Кубат Талант Үрмат Жеңиш Мирлан Нурдин Шаршенбек Ысак Медет Өмүрбек Эсен"),
    " уулу",
    " кызы",
)
KAZAKHSTAN = (KAZAKH, RUSSIAN, UZBEK, UIGHUR, KOREAN)
KYRGYZSTAN = (
    KYRGYZ,
    Heritage("орус", 8, RUSSIAN.surnames, RUSSIAN.boys, RUSSIAN.girls, RUSSIAN.fathers, "ович", "овна"),
    Heritage("өзбек", 9, UZBEK.surnames, UZBEK.boys, UZBEK.girls, UZBEK.fathers, "ович", "овна"),
    Heritage("уйгур", 3, UIGHUR.surnames, UIGHUR.boys, UIGHUR.girls, UIGHUR.fathers, "ович", "овна"),
    Heritage("корей", 2, KOREAN.surnames, KOREAN.boys, KOREAN.girls, KOREAN.fathers, "ович", "овна"),
)
LONG_NAME = ("Нұрмағамбетов-Әбдіқадыров", "Мұхаммедәли", "Бауыржан")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Words of the place where the sample school stands."""

    streets: tuple[str, ...]
    address: str
    flat: str
    workplaces: tuple[str, ...]
    at_home: str
    education: tuple[str, str, str]


KAZAKH_PLACE = Surroundings(
    (
        "Абай",
        "Достық",
        "Бейбітшілік",
        "Жастар",
        "Көктем",
        "Ынтымақ",
        "Арман",
        "Теміржол",
        "Мектеп",
        "Бұлақты",
    ),
    "{street} көшесі, {house}-үй",
    ", {flat}-пәтер",
    (
        "№ 2 дүкен",
        "«Тіректі» шаруа қожалығы",
        "аудандық аурухана",
        "теміржол бекеті",
        "автобус паркі",
        "нан зауыты",
        "жеке кәсіпкер",
        "пошта бөлімшесі",
        "балабақша",
        "құрылыс компаниясы",
    ),
    "үй шаруасында",
    ("жоғары", "техникалық және кәсіптік", "орта"),
)
KYRGYZ_PLACE = Surroundings(
    (
        "Манас",
        "Достук",
        "Ынтымак",
        "Жаштык",
        "Ала-Тоо",
        "Жибек жолу",
        "Мектеп",
        "Булак",
        "Көк-Жар",
        "Эркиндик",
    ),
    "{street} көчөсү, {house}-үй",
    ", {flat}-батир",
    (
        "№ 2 дүкөн",
        "«Таянч» дыйкан чарбасы",
        "райондук оорукана",
        "темир жол бекети",
        "автобус паркы",
        "нан заводу",
        "жеке ишкер",
        "почта бөлүмү",
        "бала бакча",
        "курулуш компаниясы",
    ),
    "үй чарбасында",
    ("жогорку", "орто атайын", "орто"),
)
