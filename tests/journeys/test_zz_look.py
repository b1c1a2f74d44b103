from tests.journeys.test_papers import *
from tests.journeys.reports import *
async def test_look(telegram, school):
    await reported(telegram, "7Ә", {0: {"incomplete_family": YES,"no_father":YES}, 1: {"large_family": YES}, 3:{"orphan":Answer.UNKNOWN}}, minutes_ago=30)
    await reported(telegram, "6А", {0: {"incomplete_family": YES}}, APPROVED)
    p=school.pedagogue
    await p.sends("/start"); print(p.screen)
    await p.taps("Тексеру"); print(p.screen)
    await p.taps("7Ә"); print(p.screen)
    await p.taps("Қайтару…"); print(p.screen)
    await p.sends("Тексеріңізші"); print(p.screen)
    await p.taps("Жетекшіге"); print(p.screen); print(school.teacher_of("7Ә").screen)
    school.teacher_of("7Ә").reads_all()
    await p.taps("Сыныптар тақтасы"); print(p.screen)
    await p.taps("Кім"); print(p.screen)
    await p.taps("Артқа"); await p.taps("Мәзір"); await p.taps("Әлеуметтік паспорт"); print(p.screen)
    await p.taps("Қосымша"); print(p.screen)
    await p.taps("Мәзір"); await p.taps("Құжаттар"); print(p.screen); await p.taps("Санат"); print(p.screen)
    await p.taps("Бүкіл"); print(p.screen)
    await p.taps("Жетім"); print(p.screen)
    await p.taps("ОРЫС · Word"); print(p.screen); p.reads_all()
