"""Titles of papers that lie in packages and are none of the types.

They speak of degrees, tests, work or health as the wanted papers do; their own titles tell them
apart (domain.md sections 9, 12, 14.1).
"""

from pipeline.model import NO_TYPE, Anchor, DocumentType

SURE = 5.0
"""Outweighs all that such a paper may mention."""
_TITLES = (
    # Questionnaires, consents, obligations
    *("анкета", "анкета претендента", "анкета заявителя", "анкета кандидата", "анкета участника"),
    *(
        "сауалнама",
        "үміткер сауалнамасы",
        "үміткердің сауалнамасы",
        "application form",
        "applicant questionnaire",
        "questionnaire",
    ),
    *("application for a national visa", "visa application", "application for visa"),
    *("согласие на сбор", "согласие на обработку", "согласие субъекта персональных данных"),
    *("дербес деректерді жинауға", "consent to the processing", "опись документов"),
    *("құжаттар тізімі", "перечень документов", "list of documents", "checklist"),
    # Recommendations
    *("рекомендательное письмо", "рекомендация", "характеристика", "письмо рекомендация"),
    *("письмо ходатайство", "ходатайство", "ұсыныс хат", "ұсынымхат", "ұсыным хат", "мінездеме"),
    *("letter of recommendation", "recommendation letter", "letter of reference"),
    *("reference letter", "recommendation", "характеристика на"),
    *("academic reference", "character reference"),
    # Curricula vitae
    *("резюме", "түйіндеме", "curriculum vitae", "cv", "resume", "автобиография", "өмірбаян"),
    # Courses and events
    *("certificate of completion", "certificate of attendance", "certificate of participation"),
    *("course completion certificate", "course certificate"),
    *("сертификат о прохождении", "сертификат участника", "сертификат об окончании"),
    *("сертификат о повышении квалификации", "свидетельство о повышении квалификации"),
    *("удостоверение о повышении квалификации", "біліктілігін арттыру туралы"),
    *("сертификат слушателя", "грамота", "почетная грамота", "благодарственное письмо"),
    *("алғыс хат", "құрмет грамотасы", "letter of appreciation", "курсты аяқтағаны туралы"),
    # Schools and studies
    *("аттестат", "аттестат об общем среднем", "жалпы орта білім туралы аттестат"),
    *("справка с места учебы", "справка об обучении", "оқу орнынан анықтама"),
    *("академическая справка", "академиялық анықтама", "certificate of enrolment"),
    *("certificate of enrollment", "certificate of study", "student certificate"),
    *("ұлттық бірыңғай тестілеу", "единое национальное тестирование"),
    *("ұбт сертификаты", "сертификат ент", "сертификат ұбт", "сертификат о сдаче ент"),
    # Civil status, police, addresses
    *("свидетельство о рождении", "туу туралы куәлік", "birth certificate"),
    *("certificate of birth", "marriage certificate", "certificate of marriage"),
    *("свидетельство о заключении брака", "свидетельство о браке", "неке қию туралы куәлік"),
    *("свидетельство о расторжении", "некені бұзу туралы куәлік", "свидетельство о смерти"),
    *("свидетельство о перемене", "атын өзгерту туралы", "справка о составе семьи"),
    *("отбасы құрамы туралы", "адресная справка", "мекенжай анықтамасы", "мекенжай туралы"),
    *("справка о наличии либо отсутствии судимости", "справка о несудимости"),
    *("справка об отсутствии судимости", "соттылығының бар не жоғы", "police clearance"),
    *("certificate of no criminal record", "criminal record certificate"),
    *("водительское удостоверение", "жүргізуші куәлігі", "driving licence", "driver s license"),
    *("военный билет", "әскери билет", "приписное свидетельство", "вид на жительство"),
    *("свидетельство о постановке", "свидетельство о регистрации", "справка о регистрации"),
    *("справка о государственной регистрации", "пенсионное удостоверение"),
    *("свидетельство налогоплательщика", "тұруға ықтиярхат", "residence permit"),
    # Money, travel, insurance
    *("договор об оказании", "договор оказания", "договор на оказание", "договор аренды"),
    *("договор страхования", "страховой полис", "полис страхования", "сақтандыру полисі"),
    *("insurance policy", "insurance certificate", "certificate of insurance"),
    *("travel medical insurance", "travel insurance", "medical insurance"),
    *("доверенность", "сенімхат", "power of attorney", "счет на оплату", "счет фактура"),
    *("invoice", "proforma invoice", "квитанция", "түбіртек", "receipt", "boarding pass"),
    *("electronic ticket", "e ticket", "маршрутная квитанция", "flight itinerary"),
    *("bank statement", "выписка по счету", "выписка со счета", "банковская выписка"),
    *("справка о наличии счета", "справка о заработной плате", "справка о доходах"),
    *("жалақы туралы анықтама", "салық берешегінің", "сведения об отсутствии задолженности"),
    *("справка об отсутствии задолженности", "кредитный отчет", "несие есебі"),
    # None of the types is called so, whatever follows
    *("свидетельство*", "студенческий билет", "сертификат специалиста", "маман сертификаты"),
    *("диплом победителя", "диплом степени", "диплом 1 степени", "диплом i степени"),
    *("диплом ii степени", "диплом iii степени", "диплом участника", "біліктілік санатын"),
    # Health papers of other kinds
    *("паспорт здоровья", "екпе паспорты", "паспорт вакцинации", "прививочный паспорт"),
    *("прививочный сертификат", "сертификат о вакцинации", "vaccination certificate"),
    *("сертификат об обследовании", "сертификат на вич", "covid 19", "листок нетрудоспособности"),
    *("больничный лист", "еңбекке жарамсыздық", "выписка из истории болезни", "эпикриз"),
    *("выписной эпикриз", "медицинская книжка"),
)
OTHER_PAPERS = DocumentType(
    NO_TYPE,
    titles={"kk": "Белгісіз", "ru": "Не распознан", "en": "Unknown"},
    anchors=tuple(Anchor(title, SURE, opens=True, heading=True) for title in _TITLES),
)
