"""Words of names that alone point to nobody: given names, patronymics, particles and titles.

A given name that is missing here only makes the check of a dossier stricter: it then stops at the given name alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from casetracker.domain.folding import latin_key

_PARTICLES = """
al el ul ad as ibn bin ben bint abu abd umm um de da di der von van den la le du dos mr mrs ms miss dr sir jr sr
пан пані г-н гр тов т де ван фон бін ібн абу аль ас ат ал бен та і и und and
"""
PARTICLES = frozenset(_PARTICLES.split())

_GIVEN = """
Олександр Александр Alexander Alex Олексій Алексей Alexei Анатолій Анатолий Андрій Андрей Andrew Антон Anton Артем Артём
Богдан Борис Вадим Валентин Валерій Валерий Василь Василий Віктор Виктор Віталій Виталий Владислав Володимир Владимир
Всеволод В'ячеслав Вячеслав Гавриїл Георгій Георгий George Геннадій Геннадий Григорій Григорий Давид David Данило Даниил
Daniel Денис Dennis Дмитро Дмитрий Dmitri Євген Евгений Eugene Євгеній Едуард Эдуард Edward Захар Зіновій Іван Иван Ivan
John Ігор Игорь Ілля Илья Йосип Иосиф Joseph Кирило Кирилл Костянтин Константин Лев Leo Леонід Леонид Любомир Макар Максим
Maxim Марк Mark Мартин Martin Микита Никита Микола Николай Nicholas Мирон Мирослав Михайло Михаил Michael Назар Олег
Олесь Орест Остап Павло Павел Paul Петро Петр Пётр Peter Пилип Филипп Philip Платон Прохор Ростислав Роман Roman Руслан
Савелій Самуїл Святослав Семен Семён Simon Сергій Сергей Sergey Serge Станіслав Станислав Степан Stephen Steven Тарас
Тимофій Тимофей Тимур Трохим Устим Федір Фёдор Федор Юліан Юрій Юрий Яків Яков Jacob James Ян Ярослав Thomas Robert
William Richard Charles Christopher Matthew Anthony Kevin Brian Jason Ryan Eric Ramzan Ruslan Aslan Islam Zaur Magomed
Олександра Александра Alexandra Алла Анастасія Анастасия Ангеліна Анжела Angela Анна Anna Ганна Ann Anne Антоніна
Антонина Аліна Алина Алевтина Богдана Валентина Валерія Валерия Варвара Василина Віра Вера Вікторія Виктория Victoria
Віталія Галина Дарина Дарія Дарья Daria Діана Диана Diana Єва Ева Eva Євгенія Евгения Євдокія Єлизавета Елизавета
Elizabeth Жанна Зінаїда Зинаида Зоя Злата Інна Инна Ірина Ирина Irene Калина Катерина Екатерина Catherine Кіра Кира
Клавдія Клавдия Ксенія Ксения Лариса Леся Лідія Лидия Лілія Лилия Любов Любовь Людмила Майя Маргарита Margaret Марина
Марія Мария Maria Mary Марта Мілана Мирослава Надія Надежда Наталія Наталья Natalia Natalie Ніна Нина Nina Оксана Олена
Елена Helen Helena Ольга Olga Поліна Полина Раїса Раиса Роксолана Світлана Светлана Соломія Софія София Sofia Sophia
Сніжана Таміла Таїсія Тамара Тетяна Татьяна Tatiana Уляна Ульяна Христина Кристина Christina Юлія Юлия Julia Яна Ярина
Ярослава Jennifer Jessica Sarah Laura Emma Alice Susan Linda Barbara
Friedrich Frederick Michelle Frances Abdul Abdel Abdullah Abdulla Abdallah Абдула Абдулла Muhammad Mohamed Mohammad
 Mohammed Мухаммад Магомед محمد Ahmad Ahmed Ахмад Ахмед أحمد Mahmoud Mahmud محمود Ali علي Hassan
Hasan حسن Hussein Husain Hussain حسين Omar Umar عمر Khaled Khalid خالد Ibrahim إبراهيم Yusuf Youssef يوسف Abdullah عبدالله
عبد Mustafa مصطفى Said Saeed سعيد Salim Salem سالم Tariq طارق Fatima فاطمة Aisha عائشة Maryam مريم Zainab زينب Layla ليلى
Jose Juan Carlos Luis Miguel Pedro Antonio Francisco Jean Pierre Jacques Michel Hans Karl Wolfgang Klaus Giovanni Marco
Jan Piotr Krzysztof Andrzej Tomasz Marek Anna Katarzyna
"""
_PATRONYMIC = re.compile(r"(?:ovic|evic|ievic|iovic|lic|kic|mic)(?:a|u|em|evi|i)?$|(?:ivn|ovn|evn|inicn)(?:a|i|u|oiu|oi)$")


@lru_cache(maxsize=1)
def given_keys() -> frozenset[str]:
    return frozenset(map(latin_key, _GIVEN.split()))


def is_given(key: str) -> bool:
    return key in given_keys()


def is_patronymic(key: str) -> bool:
    return bool(_PATRONYMIC.search(key))
