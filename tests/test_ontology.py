import csv
import tomllib
from collections.abc import Callable
from importlib.resources import files

import pytest

from geo.event_types import EVENT_TYPES
from geo.language.text import Analysis
from geo.triggers.ontology import event_words, find_triggers, trigger_at

Analyse = Callable[[str], Analysis]
DATA = files("geo") / "data"
ROWS = list(csv.DictReader((DATA / "ontology.csv").read_text(encoding="utf-8").splitlines()))


def told(analysis: Analysis) -> list[tuple[str, str]]:
    return [(t.text, t.event_type) for t in find_triggers(analysis)]


def test_types_are_plovers_sixteen_and_four_outside_the_quad_classes() -> None:
    assert len(EVENT_TYPES) == 20
    outside = [name for name, kind in EVENT_TYPES.items() if kind.quad_code is None]
    assert outside == ["DISASTER", "ACCIDENT", "CRIME", "HEALTH"]
    assert {kind.quad_code for kind in EVENT_TYPES.values()} == {None, 1, 2, 3, 4}


def test_every_row_of_the_lexicon_names_a_known_type_and_sub_type() -> None:
    for row in ROWS:
        probability = float(row["probability"])
        assert 0 <= probability <= 1, row
        assert (probability == 0) == (row["event_type"] == ""), row
        if probability:
            known = EVENT_TYPES[row["event_type"]].sub_types
            assert row["sub_type"] in (*known, ""), row
        assert row["pos"] in {"VERB", "NOUN"}, row


def test_every_condition_is_well_formed_and_every_class_used() -> None:
    tables = tomllib.loads((DATA / "ontology.toml").read_text(encoding="utf-8"))
    used = set()
    for row in ROWS:
        for clause in row["condition"].split():
            relation, colon, words = clause.lstrip("!").partition(":")
            assert relation, row
            assert colon, row
            used |= set(words.split("|"))
    in_code = {
        "armed",
        "disease",
        "event_head",
        "fighter",
        "game",
        "habitual",
        "match_talk",
        "noun_only",
        "people",
        "result",
        "review",
        "work",
    }
    assert set(tables["classes"]) - used - in_code == set()


LABELS = {
    "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LAW", "LOC", "MONEY", "NORP", "ORG", "PERCENT",
    "PERSON", "PRODUCT", "PROPN", "QUANTITY", "TIME", "WORK_OF_ART",
}  # fmt: skip


def test_a_word_in_capitals_is_a_label_or_a_class_of_nouns() -> None:
    table = (DATA / "nouns.csv").read_text(encoding="ascii").splitlines()
    nouns = {name for row in csv.DictReader(table) for name in row["classes"].split()}
    words = {
        word
        for row in ROWS
        for clause in row["condition"].split()
        for word in clause.partition(":")[2].split("|")
    }
    assert {word for word in words if word.isupper()} - LABELS - nouns == set()


def test_rows_of_one_phrase_end_with_the_widest() -> None:
    seen: set[tuple[str, str]] = set()
    for row in ROWS:
        key = (row["words"], row["pos"])
        assert key not in seen, f"{row} stands after an unconditional row and is never reached"
        if not row["condition"]:
            seen.add(key)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed five soldiers in Mosul.", [("killed", "ASSAULT")]),
        ("The flood killed five people in Kerala.", [("killed", "DISASTER")]),
        ("The bus crash killed five people.", [("killed", "ACCIDENT")]),
        ("A van killed five pedestrians in Peru.", [("killed", "ACCIDENT")]),
        ("Five boys were killed by a train.", [("killed", "ACCIDENT")]),
        ("The river killed five boys.", [("killed", "DISASTER")]),
        ("A lorry packed with explosives killed five.", [("killed", "ASSAULT")]),
        ("Cholera killed five people.", [("killed", "HEALTH")]),
        ("Parliament killed the bill.", []),
        ("Students held a sit-in in Lima.", [("held", "PROTEST")]),
        ("Hundreds gathered in front of the embassy.", [("gathered", "PROTEST")]),
        ("Hundreds gathered in front of the stage.", []),
        ("The navy held a drill off Cebu.", [("held", "MOBILIZE")]),
        ("The school held a fire drill.", []),
        ("Protesters burned two trucks.", [("burned", "PROTEST")]),
        ("Gunmen burned two trucks.", [("burned", "ASSAULT")]),
        ("Police searched a flat in Lima.", [("searched", "COERCE")]),
        ("Youths scuffled with police.", [("scuffled", "PROTEST")]),
        ("The agency sent 20,000 masks to a camp.", [("sent", "AID")]),
        ("War broke out in April.", [("broke", "ASSAULT")]),
        ("Airline workers began a strike on Monday.", [("began", "PROTEST")]),
        ("Airstrikes struck the village.", [("struck", "ASSAULT")]),
        ("A third wave of strikes hit the city of Odesa.", [("hit", "ASSAULT")]),
        ("Missiles hit a substation, cutting power to six districts.", [("hit", "ASSAULT")]),
        ("Moscow cut gas supplies to the town.", [("cut", "SANCTION")]),
        ("The pipeline was blown up near Kirkuk.", [("blown", "ASSAULT")]),
        ("A pipeline blew up near Kirkuk.", [("blew", "ACCIDENT")]),
        ("A hidden device derailed a goods train.", [("derailed", "ASSAULT")]),
        ("A rocket plunged through the roof of a school.", [("plunged", "ASSAULT")]),
        ("Raiders stormed a village, setting huts on fire.", [("stormed", "ASSAULT")]),
        ("The prisoners started a hunger strike.", [("started", "PROTEST")]),
        ("Thousands of people demonstrated in Athens.", [("demonstrated", "PROTEST")]),
        ("The company demonstrated a new engine.", []),
        ("The picture was shot by a photographer.", []),
        ("A policeman was shot in Cairo.", [("shot", "ASSAULT")]),
        ("Oil prices shot up on Monday.", []),
        ("The story captured attention.", []),
        ("The army captured the town.", [("captured", "ASSAULT")]),
        ("An attack on a bus in Kano that killed six was claimed.", [("attack", "ASSAULT")]),
        ("Congolese troops retook Kibirizi on Monday.", [("retook", "ASSAULT")]),
        ("Government forces took Baghdad.", [("took", "ASSAULT")]),
        ("The senator took Florida.", []),
        ("Rebels launched rockets at the town.", [("launched", "ASSAULT")]),
        ("The company launched a product.", []),
        ("The minister visited Damascus.", [("visited", "CONSULT")]),
        ("The presidents met in Geneva.", [("met", "CONSULT")]),
        ("The product met the standard.", []),
        ("Troops patrolled the streets.", [("patrolled", "MOBILIZE")]),
        ("Protesters marched through Paris.", [("marched", "PROTEST")]),
        ("He was born in March 1990.", []),
        ("They delivered chlorine canisters to the village.", [("delivered", "MOBILIZE")]),
        ("They delivered food to the village.", [("delivered", "AID")]),
        ("They delivered the verdict.", []),
        ("The government launched a crackdown on dissent.", [("launched", "COERCE")]),
        ("People took to the streets of Tunis.", [("took", "PROTEST")]),
        ("Police opened fire on the crowd.", [("opened", "ASSAULT")]),
        ("They set a church on fire.", [("set", "ASSAULT")]),
        ("Iran and Syria signed an agreement on Sunday.", [("signed", "AGREE")]),
        ("The sides reached a deal.", [("reached", "AGREE")]),
        ("Militants carried out an attack in Kabul.", [("carried", "ASSAULT")]),
        ("Clashes erupted in Tripoli.", [("erupted", "ASSAULT")]),
        ("An earthquake struck Nepal.", [("struck", "DISASTER")]),
        ("A ferry sank off Java.", [("sank", "ACCIDENT")]),
        ("Thieves robbed a bank.", [("robbed", "CRIME")]),
        ("An outbreak of measles spread in Samoa.", [("outbreak", "HEALTH")]),
        ("He said on Monday that it was raining.", []),
        ("The war entered its eighth year.", []),
        ("The strike killed 12 patients.", [("killed", "ASSAULT")]),
        ("The workers' strike hit production.", [("strike", "PROTEST")]),
        ("Debris set fire to a school.", [("set", "ACCIDENT")]),
        ("Rebels set fire to a school.", [("set", "ASSAULT")]),
        ("A hillside collapsed onto the village.", [("collapsed", "DISASTER")]),
        ("A roof collapsed in Lima.", [("collapsed", "ACCIDENT")]),
        ("A cargo ship ran aground off Crete.", [("ran", "ACCIDENT")]),
        ("A bus fell into a ravine in Peru.", [("fell", "ACCIDENT")]),
        ("Fighting flared in Goma.", [("flared", "ASSAULT")]),
        ("Violence flared in Goma.", [("flared", "ASSAULT")]),
        ("Rescuers pulled a girl from the rubble.", [("pulled", "AID")]),
        ("Rescuers dug out 12 bodies.", [("dug", "AID")]),
        ("An aid convoy left Port Sudan.", [("left", "AID")]),
        ("The agency delivered 2,000 tents.", [("delivered", "AID")]),
        ("Floods may reach Khulna.", [("reach", "DISASTER")]),
        ("Landslides blocked the road.", [("blocked", "DISASTER")]),
        ("Protesters blocked the road.", [("blocked", "PROTEST")]),
        ("The outlawed Baloch Army has bases there.", []),
        ("The government outlawed the Baloch Army.", [("outlawed", "COERCE")]),
        ("The banned group has bases there.", []),
        ("Deadly crashes are common in Nepal.", []),
        ("The council called off a vote on Monday.", []),
        ("The council called on the mayor to speak.", [("called", "REQUEST")]),
        ("The weather service warned of heat.", []),
        ("The army warned of an attack.", [("warned", "THREATEN"), ("attack", "ASSAULT")]),
        ("Nobody has claimed that killing.", []),
        ("Heat killed nine people.", [("killed", "DISASTER")]),
        ("Four residents drowned in a flood.", [("drowned", "DISASTER")]),
        ("A man drowned in a lake.", [("drowned", "ACCIDENT")]),
        ("A storm of protest followed.", [("protest", "PROTEST")]),
        ("He died of a heart attack.", []),
        ("The Attack Squadron flew home.", []),
        ("The attack helicopter landed.", []),
        ("The siege of Dessie was broken on Monday.", []),
        ("The siege of Dessie ended on Sunday.", []),
        ("Rebels laid siege to Taiz.", [("laid", "ASSAULT")]),
        ("Fighters broke the siege of Dessie.", [("broke", "ASSAULT")]),
        ("The army lifted the siege of Dessie.", [("lifted", "CONCEDE")]),
        ("A siege at a hotel in Kabul ended on Sunday.", [("siege", "ASSAULT")]),
        ("The army lifted the curfew in Homs.", [("lifted", "CONCEDE")]),
        ("The army imposed a curfew in Homs.", [("imposed", "COERCE")]),
        ("Clashes ended in Homs on Monday.", []),
        ("Fighting ended in Homs on Monday.", []),
        ("Fighting in Homs ended with 30 dead.", [("Fighting", "ASSAULT")]),
        ("A tanker exploded in Freetown, killing 12.", [("exploded", "ACCIDENT")]),
        ("A gas cylinder exploded in a kitchen in Lima.", [("exploded", "ACCIDENT")]),
        ("A car exploded in Kabul.", [("exploded", "ASSAULT")]),
        ("A bomb exploded under a tanker in Chaman.", [("exploded", "ASSAULT")]),
        ("Militants blew up a tanker in Quetta.", [("blew", "ASSAULT")]),
        ("A fuel tanker overturned near Kano.", [("overturned", "ACCIDENT")]),
        ("Fans were crushed to death at a stadium in Lima.", [("crushed", "ACCIDENT")]),
        ("Rebels fire on patrol boat off Aden", [("fire", "ASSAULT")]),
        ("Police fire at marchers in Lome", [("fire", "ASSAULT")]),
        ("Forest fire on Crete nears town", [("fire", "DISASTER")]),
        ("Lorry strikes pedestrians outside stadium", [("strikes", "ACCIDENT")]),
        ("Bus strikes hit Leeds on Monday", [("strikes", "PROTEST")]),
        ("The Lady Rosa sank off Crete on Monday, killing five.", [("sank", "ACCIDENT")]),
        ("The Nasdaq sank on Monday.", []),
        ("Greece sank into recession.", []),
        ("A bridge gave way under a bus and hurt six people.", [("gave", "ACCIDENT")]),
        ("The hillside gave way above Cali.", [("gave", "DISASTER")]),
        ("The ministry gave way to the nurses.", [("gave", "CONCEDE")]),
        ("Two workers were crushed when a wall fell in Cebu.", [("crushed", "ACCIDENT")]),
        ("The gunman fled and was arrested in Lens.", [("arrested", "COERCE")]),
        ("Two men fled the scene.", []),
        ("Hundreds of villagers fled the valley.", [("fled", "COERCE")]),
        ("The story was corrected on Monday to say that four were hurt.", []),
        ("The army was corrected: four soldiers were hurt.", [("hurt", "ASSAULT")]),
        ("Donate: Help us to tell of the war", []),
        ("A part of the proceeds will be donated to the hospital.", [("donated", "AID")]),
        ("Japan donated six boats.", [("donated", "AID")]),
        ("A baker from Delft who was visiting his sister told of it.", []),
        ("The minister visited the mother of a victim.", [("visited", "CONSULT")]),
        ("The internationally recognised government met in Aden.", [("met", "CONSULT")]),
        ("Chile recognised the government in Aden.", [("recognised", "SUPPORT")]),
        ("Fighters armed with clubs waited in the square.", []),
        ("Tripoli armed the rebels with mortars.", [("armed", "MOBILIZE")]),
        ("Rockets slammed into Beersheba.", [("slammed", "ASSAULT")]),
        ("A lorry slammed into a bus.", [("slammed", "ACCIDENT")]),
        ("Two rockets landed near the embassy.", [("landed", "ASSAULT")]),
        ("A plane landed in Paris.", []),
        ("Gunmen attacked an aid convoy.", [("attacked", "ASSAULT")]),
        (
            "The army denied carrying out the strike.",
            [("carrying", "ASSAULT")],
        ),
        ("France recalled its ambassador from Baku.", [("recalled", "SANCTION")]),
        ("The ambassador recalled his youth in Baku.", []),
        ("Police used water cannon to disperse students.", [("used", "COERCE")]),
        ("Cyclone Jude is expected to hit Nampula.", [("hit", "DISASTER")]),
        ("Twenty trucks of food reached Gaza City.", [("reached", "AID")]),
        ("The rebels reached Gaza City.", []),
        ("Wildfires tore through Evia.", [("tore", "DISASTER")]),
        ("Williams attacked the plan.", [("attacked", "ACCUSE")]),
        ("Williams attacked the town.", [("attacked", "ASSAULT")]),
        ("Flames engulfed a factory in Dhaka.", [("engulfed", "ACCIDENT")]),
        ("A wildfire engulfed the village.", [("engulfed", "DISASTER")]),
        ("Three cases of Ebola were confirmed in Mbandaka.", [("confirmed", "HEALTH")]),
        ("Officials confirmed an Ebola case in Mbandaka.", [("case", "HEALTH")]),
        ("Work ended when a shaft collapsed.", [("collapsed", "ACCIDENT")]),
        ("A hotel collapsed in Tripoli.", [("collapsed", "ACCIDENT")]),
        ("Nine men were killed in retaliatory fire.", [("killed", "ASSAULT")]),
        ("Seven officers were martyred in Quetta.", [("martyred", "ASSAULT")]),
        ("He survived an attempt on his life.", [("attempt", "ASSAULT")]),
        ("She made an attempt on the record.", []),
        ("Delhi suspended the water treaty.", [("suspended", "SANCTION")]),
        ("A coach rolled over near Bo.", [("rolled", "ACCIDENT")]),
        ("Protesters broke into the palace.", [("broke", "PROTEST")]),
        ("Gunmen broke into the studio.", [("broke", "ASSAULT")]),
        ("Thieves broke into the studio.", [("broke", "CRIME")]),
        ("Work stopped when the tunnel caved in at noon.", [("caved", "ACCIDENT")]),
        ("The minister caved in to the union.", [("caved", "CONCEDE")]),
        ("A blaze tore through a hostel.", [("tore", "ACCIDENT")]),
        ("A hurricane ripped through Belize.", [("ripped", "DISASTER")]),
        ("Firefighters battled the flames in Evia.", []),
        ("Rebels battled the army in Bria.", [("battled", "ASSAULT")]),
        ("The catastrophe left 900 people dead.", [("left", "DISASTER")]),
        (
            "A quake hit Fier. Two schools were destroyed.",
            [("hit", "DISASTER"), ("destroyed", "DISASTER")],
        ),
        ("Two women were held on suspicion of arson.", [("held", "COERCE"), ("arson", "ASSAULT")]),
        ("They held the mayor responsible.", []),
        ("Rebels fought the ousted president.", [("fought", "ASSAULT")]),
        ("The governor issued shoot-on-sight orders.", []),
        ("Soldiers were given shoot-to-kill orders.", []),
        ("Soldiers were given SHOOT-TO-KILL orders.", []),
        ("The drug trafficking mafias of Cali were named.", []),
        ("The wounds were not life-threatening.", []),
        ("Twelve people were killed-police said- in Kano.", [("killed", "ASSAULT")]),
        ("Snipers targeted a patrol near Bria.", [("targeted", "ASSAULT")]),
        ("He left a rally in Lima.", []),
        ("The pope called the attack on Bria a crime.", [("attack", "ASSAULT")]),
        ("Pope Francis called on both sides to stop.", [("called", "REQUEST")]),
        ("They called a strike for Monday.", [("strike", "PROTEST")]),
        # Relief and rescue by who and what takes part in it.
        ("Twelve WFP trucks reached Boga.", [("reached", "AID")]),
        ("Rescuers pulled two women from under the rubble.", [("pulled", "AID")]),
        ("Officials relocated the families to two schools.", [("relocated", "AID")]),
        ("The firm relocated its office to Lagos.", []),
        ("Some 180 residents were moved to a school.", [("moved", "AID")]),
        ("Firefighters from Perth arrived in Horsham.", [("arrived", "AID")]),
        ("The search was called off at dusk.", []),
        ("The union called off the march.", [("march", "PROTEST")]),
        # Whom it befalls may be any word for a person.
        ("A piper was kidnapped in Kano.", [("kidnapped", "COERCE")]),
        ("Gunmen took nine women into the forest.", [("took", "COERCE")]),
        ("He took nine books into the forest.", []),
        ("They were taken to an unknown location.", [("taken", "COERCE")]),
        ("A boy was booked into the county jail.", [("booked", "COERCE")]),
        ("She was booked into a hotel.", []),
        ("Rome added nine judges to its sanctions list.", [("added", "SANCTION")]),
        ("A court in Nice remanded two men.", [("remanded", "COERCE")]),
        ("Traders shut their shops in Quetta.", [("shut", "PROTEST")]),
        ("Fighter jets were scrambled.", [("scrambled", "MOBILIZE")]),
        ("A magistrate will inquire into the matter.", [("inquire", "ACCUSE")]),
        ("Dengue claimed five lives.", [("claimed", "HEALTH")]),
        ("Floods claimed five lives.", [("claimed", "DISASTER")]),
        ("Police held a mock attack in Busan.", []),
        ("The river flooded two streets.", [("flooded", "DISASTER")]),
        ("Protesters flooded the streets.", [("flooded", "PROTEST")]),
        ("Munich airport was closed for an hour.", [("closed", "COERCE")]),
        ("Pirates boarded a tanker off Lome.", [("boarded", "CRIME")]),
        ("Raiders drove off 800 goats.", [("drove", "CRIME")]),
        ("High waves sank nine canoes off Lome.", [("sank", "ACCIDENT")]),
        ("Inmates were hunted after a breakout from a jail in Toliara.", [("breakout", "CRIME")]),
        ("A nun was badly burned.", []),
        ("He was arrested and freed a day later.", [("arrested", "COERCE"), ("freed", "RETREAT")]),
        ("Both were freed in Kano.", [("freed", "RETREAT")]),
        ("A robber walked out with nine watches.", []),
        ("Nurses walked out in Leeds.", [("walked", "PROTEST")]),
        ("His wife gave birth in the camp.", []),
        ("Israel gave back 15 bodies.", [("gave", "CONCEDE")]),
        ("Ten Maoists gave up arms in Narayanpur.", [("gave", "RETREAT")]),
        ("The miners gave in on Friday.", [("gave", "CONCEDE")]),
        ("Police blamed speeding.", []),
        ("Officials blamed fog for the delay.", []),
        ("Officials blamed the delay on the rebels.", [("blamed", "ACCUSE")]),
        ("Israel rejected a ceasefire offer on Monday.", [("rejected", "REJECT")]),
        ("The RSF rejected the proposal for a truce.", [("rejected", "REJECT")]),
        ("Washington lifted its sanctions on Syria.", [("lifted", "CONCEDE")]),
        ("Aid is waiting outside the besieged capital.", []),
        ("Rebels besieged the capital.", [("besieged", "ASSAULT")]),
        ("In Kano 75 detained policemen were released.", [("released", "RETREAT")]),
        ("A bridge weakened by bombing gave way.", [("gave", "ACCIDENT")]),
        ("A wall weakened by the storm collapsed.", [("collapsed", "ACCIDENT")]),
        ("A bus hit an improvised explosive device.", [("hit", "ASSAULT")]),
        ("A lorry struck a mine near Sumy.", [("struck", "ASSAULT")]),
        ("A minibus drove over a landmine.", [("drove", "ASSAULT")]),
        ("Two boys stepped on a mine.", [("stepped", "ASSAULT")]),
        ("Soldiers fired into the air.", [("fired", "COERCE")]),
        ("Soldiers fired shots into the air.", [("fired", "COERCE")]),
        ("Soldiers opened fire into the air.", [("opened", "COERCE")]),
        ("Soldiers fired into the crowd.", [("fired", "ASSAULT")]),
        ("The colonel dismissed as groundless the reports.", [("dismissed", "REJECT")]),
        ("He was handed a note of protest.", [("protest", "ACCUSE")]),
        ("The president granted amnesty to 43 rebels.", [("granted", "CONCEDE")]),
        ("Elders secured the release of two men.", [("secured", "RETREAT")]),
        ("The minister shot back that he was right.", []),
        ("The index shrugged off the news.", []),
        ("Her novel took the critics by storm.", []),
        ("The opposition seized on the report.", []),
        ("The stadium collapsed into silence.", []),
        ("The stadium collapsed in Jos.", [("collapsed", "ACCIDENT")]),
        ("He fought the department for years.", []),
        ("The school band marched through Truro.", []),
        ("Buses rolled into Chernihiv.", []),
        ("He was met with gunfire in Rio.", [("gunfire", "ASSAULT")]),
        ("Tanks trampled fields near Yeoncheon.", []),
        ("Shares in the airline crashed.", []),
        ("Visitors flooded the town for the fair.", []),
        ("They barricaded the road with tyres and refuse.", [("barricaded", "PROTEST")]),
        ("Men assaulted a border patrol with stones.", [("assaulted", "ASSAULT")]),
        ("The premier renewed his plea for a ceasefire.", [("renewed", "REQUEST")]),
        ("The idea of a truce is old.", []),
        ("Moscow ruled out talks with Kyiv.", [("ruled", "REJECT")]),
        ("A truce was agreed in Doha.", [("agreed", "AGREE")]),
        ("They held talks in Doha.", [("held", "CONSULT")]),
        ("Police charged at them with batons.", [("charged", "COERCE")]),
        ("Police charged him with theft.", [("charged", "ACCUSE"), ("theft", "CRIME")]),
        ("Police gassed pickets in Oruro.", [("gassed", "COERCE"), ("pickets", "PROTEST")]),
        ("The regime gassed civilians in Ghouta.", [("gassed", "ASSAULT")]),
        ("Police lobbed tear gas canisters in Dhaka.", [("lobbed", "COERCE")]),
        ("Police fired rubber bullets at students in Jos.", [("fired", "COERCE")]),
        ("Police fired rubber bullets to disperse the crowd.", [("fired", "COERCE")]),
        ("Police fired rubber bullets and live rounds at students.", [("fired", "ASSAULT")]),
        ("Guards fired in the air in Jos.", [("fired", "COERCE")]),
        ("Gunmen fired in the air in Jos.", [("fired", "ASSAULT")]),
        ("The ministry ordered all schools in Jos closed.", [("ordered", "COERCE")]),
        ("The ministry ordered villagers in Jos to leave.", [("ordered", "COERCE")]),
        ("The ministry ordered the army to guard schools in Jos.", [("ordered", "MOBILIZE")]),
        ("The premier ordered the deployment of two companies.", [("ordered", "MOBILIZE")]),
        ("Parliament summoned the interior minister.", [("summoned", "REQUEST")]),
        ("A lorry had broken down near Jos.", []),
        ("The ferry struck a reef off Lae.", [("struck", "ACCIDENT")]),
        ("Two explosions tore through a mine near Donetsk.", [("tore", "ACCIDENT")]),
        ("Soldiers fled Goma.", [("fled", "RETREAT")]),
        ("North Korea fired three missiles into the East Sea.", [("fired", "MOBILIZE")]),
        ("Iran fired three missiles into a town.", [("fired", "ASSAULT")]),
        ("Methane exploded in a coal mine at Zonguldak.", [("exploded", "ACCIDENT")]),
        ("Fireworks detonated in a yard at Sivakasi.", [("detonated", "ACCIDENT")]),
        ("A gas cylinder blew up in a kitchen in Lagos.", [("blew", "ACCIDENT")]),
        ("A bomb detonated in a market in Jos.", [("detonated", "ASSAULT")]),
        ("Militants detonated a gas cylinder in Jos.", [("detonated", "ASSAULT")]),
        ("Some 1,600 people crossed the Moei River into Thailand.", [("crossed", "COERCE")]),
        ("Militants raided Memba. Some 2,300 people arrived from Memba.",
         [("raided", "ASSAULT"), ("arrived", "COERCE")]),
        ("Some 2,300 people arrived from Spain for the festival.", []),
        ("Talks in Washington were cancelled.", [("Talks", "CONSULT")]),
        ("The president cancelled talks in Washington.",
         [("cancelled", "SANCTION"), ("talks", "CONSULT")]),
        ("Both sides returned to the talks in Doha.", [("talks", "CONSULT")]),
        ("Refugees returned to Goma.", [("returned", "RETREAT")]),
    ],
)  # fmt: skip
def test_words_tell_of_events_by_what_stands_around_them(
    analyse: Analyse, text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(analyse(text)) == expected


@pytest.mark.parametrize(
    ("text", "kept", "sub_type"),
    [
        ("Five people were killed in a bombing.", ["killed"], "bombing"),
        ("The attack killed five people.", ["killed"], None),
        ("Police opened fire and killed two people.", ["opened"], "shooting"),
        ("Rebels attacked the village, wounding five people.", ["attacked"], None),
        ("Nine people died when a lorry crashed.", ["died"], "crash"),
        ("Had the bomb gone off, ten would have died.", ["died"], "bombing"),
        ("Nurses in Oslo went on strike.", ["went"], "strike"),
        ("An aid convoy carrying rice left Pemba for Palma.", ["left"], "humanitarian"),
        ("Ten officers were injured in a riot.", ["injured"], "riot"),
        ("Mudslides blocked the road.", ["blocked"], "landslide"),
        ("Crowds marched to protest planned cuts.", ["marched"], "demonstration"),
        ("Crowds marched in Lima, demanding elections.", ["marched"], "demonstration"),
        ("A tanker overturned and exploded near Bo.", ["overturned"], "crash"),
        ("A ferry capsized and sank off Cebu.", ["capsized"], "sinking"),
        ("Fans died in a stampede at a stadium.", ["died"], "stampede"),
        ("A blaze in a hostel killed 13.", ["blaze"], "fire"),
        ("Ten men were killed and 48 others injured in Gwoza.", ["killed"], None),
        ("Nurses marched in Lagos to demand higher pay.", ["marched"], "demonstration"),
        ("Rebels killed 40 men, in the worst attack since 2019.", ["killed"], None),
        ("A youth was shot dead, the fifth killing this year.", ["shot"], "shooting"),
        ("Gunmen ambushed a bus and shot dead six men.", ["ambushed"], "ambush"),
    ],
)
def test_one_event_told_by_several_words_is_one_trigger(
    analyse: Analyse, text: str, kept: list[str], sub_type: str | None
) -> None:
    analysis = analyse(text)
    triggers = find_triggers(analysis)
    assert [t.text for t in triggers] == kept
    assert triggers[0].sub_type == sub_type
    assert len(event_words(analysis)) == 2


@pytest.mark.parametrize(
    ("text", "sub_types"),
    [
        ("A mine killed two farmers.", ["bombing"]),
        ("Two farmers were killed by mortars.", ["shelling"]),
        ("A drone wounded a guard.", ["airstrike"]),
        ("A bomb attack killed two guards.", ["bombing"]),
        ("The car bomb attack left ten dead.", ["bombing"]),
        ("A bridge was destroyed with dynamite.", ["bombing"]),
        ("A plane was dynamited.", ["bombing"]),
        ("Rebels placed dynamite sticks in four shops.", ["bombing"]),
        ("Gunmen threw two explosive devices at a bank.", ["bombing"]),
        ("An attack on the bomb factory failed.", [None]),
        ("Drones hit the city of Odesa.", ["airstrike"]),
        ("Warplanes bombed the port of Odesa.", ["airstrike"]),
        ("The port of Odesa was bombed by jets.", ["airstrike"]),
        ("Guerrillas bombed the port of Odesa.", ["bombing"]),
        ("Rockets hit the city of Odesa.", ["shelling"]),
        ("A roadside bomb hit a minibus.", ["bombing"]),
        ("Gunmen killed two farmers.", [None]),
        ("Locusts destroyed the crop.", ["locusts"]),
        ("Typhoon Rai struck Siargao.", ["storm"]),
        ("Hurricane Maria devastated Puerto Rico.", ["storm"]),
        ("Locusts destroyed crops, and a storm destroyed ten homes.", ["locusts", "storm"]),
    ],
)
def test_the_means_tell_the_sub_type(
    analyse: Analyse, text: str, sub_types: list[str | None]
) -> None:
    assert [trigger.sub_type for trigger in find_triggers(analyse(text))] == sub_types


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("A suicide car bomber struck a police post in Ghazni.", "suicide attack"),
        ("A suicide bomber hit a mosque in Herat.", "suicide attack"),
        ("Suicide bombers attacked a base in Logar.", "suicide attack"),
        ("Six traders were killed by a suicide bomber in Kano.", "suicide attack"),
        ("A truck bomber killed eight soldiers in Farah.", "bombing"),
        ("A female bomber killed two traders in Maroua.", "bombing"),
        ("The bomber killed six people in Zaranj.", "bombing"),
        ("A Russian bomber hit a clinic in Idlib.", "airstrike"),
        ("An air force bomber hit a clinic in Taiz.", "airstrike"),
        ("A Tu-22 bomber killed four people in Dnipro.", "airstrike"),
        ("Bombers struck the port of Odesa.", "airstrike"),
        ("Two strategic bombers hit a bridge in Kherson.", "airstrike"),
    ],
)
def test_a_bomber_is_an_aircraft_or_a_man(analyse: Analyse, text: str, sub_type: str) -> None:
    assert [trigger.sub_type for trigger in find_triggers(analyse(text))] == [sub_type]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tear gas was fired at protesters in Lima.", ("COERCE", "crowd control")),
        ("Tear gas was fired in Lima.", ("COERCE", "crowd control")),
        ("Police fired tear gas into a crowd.", ("COERCE", "crowd control")),
        ("Police fired tear gas and live bullets at protesters.", ("ASSAULT", "shooting")),
        ("Soldiers fired at protesters.", ("ASSAULT", "shooting")),
    ],
)
def test_tear_gas_is_no_shot(analyse: Analyse, text: str, told: tuple[str, str]) -> None:
    (trigger,) = find_triggers(analyse(text))
    assert (trigger.event_type, trigger.sub_type) == told


def test_who_shoots_after_an_attack_does_another_thing(analyse: Analyse) -> None:
    text = "Police wounded two men after militants bombed the station."
    assert told(analyse(text)) == [("wounded", "ASSAULT"), ("bombed", "ASSAULT")]


@pytest.mark.parametrize(
    ("text", "word", "event_type"),
    [
        ("The governor declared a state of calamity in Leyte.", "declared", "COERCE"),
        ("Agents searched the office of the newspaper in Lima.", "searched", "COERCE"),
        ("Divers halted the search at nightfall.", "halted", "RETREAT"),
        ("Gunfire rang out near the port.", "rang", "ASSAULT"),
        ("Villagers threw mud at the car of the minister.", "threw", "PROTEST"),
        ("After a strike of nine days the workers returned to their jobs.", "returned", "CONCEDE"),
    ],
)
def test_what_authorities_searchers_and_strikers_do(
    analyse: Analyse, text: str, word: str, event_type: str
) -> None:
    assert (word, event_type) in told(analyse(text))


@pytest.mark.parametrize(
    ("text", "word", "event_type"),
    [
        ("The mayor told residents to boil their water.", "told", "REQUEST"),
        ("The prefect ordered shopkeepers to clear the pavement.", "ordered", "COERCE"),
        ("Soldiers stopped a bus at a checkpoint near Gao.", "stopped", "COERCE"),
        ("The junta proclaimed a state of siege.", "proclaimed", "COERCE"),
        ("The alliance has called a shutdown for Monday.", "called", "PROTEST"),
        ("The ministry declared an epidemic.", "declared", "HEALTH"),
        ("The senator called him a thug.", "called", "ACCUSE"),
        ("The minister called the census worthless.", "called", "REJECT"),
        ("The council approved a contract with the dockers.", "approved", "AGREE"),
        ("The abbot offered beds to the stranded.", "offered", "AID"),
        ("Flooded families are homeless. The imam opened the school.", "opened", "AID"),
        ("The regulator has opened an inspection.", "opened", "ACCUSE"),
        ("The bridge at Rafah reopened on Friday.", "reopened", "RETREAT"),
        ("Dockers gave twelve crates of fish.", "gave", "AID"),
        ("The settlers were given until Friday to leave.", "given", "THREATEN"),
        ("Two men were caught with a pistol in Lima.", "caught", "COERCE"),
        ("Guards answered with tear gas.", "answered", "COERCE"),
        ("Boys stoned the chapel.", "stoned", "ASSAULT"),
        ("Peacekeepers escorted a convoy to Bor.", "escorted", "AID"),
        ("Snipers were placed on the roof.", "placed", "MOBILIZE"),
        ("Raiders carried off six rifles.", "carried", "CRIME"),
        ("The envoy assured them that the ban would end.", "assured", "AGREE"),
        ("A commander vowed that the traitors would pay.", "vowed", "THREATEN"),
        ("The port waived all fees.", "waived", "CONCEDE"),
        ("A neighbour fetched two girls from the roof.", "fetched", "AID"),
        ("The vigil turned into a riot.", "turned", "PROTEST"),
        ("A bus was swept off a ford near Garissa.", "swept", "DISASTER"),
        ("Officers bundled a student into a van.", "bundled", "COERCE"),
        ("A ship with medicine and tents left Cebu on Friday.", "left", "AID"),
        ("The ministry released two million pesos.", "released", "AID"),
        ("Hundreds of people gathered with candles.", "gathered", "PROTEST"),
        ("Tenants gathered in front of the town hall.", "gathered", "PROTEST"),
        ("The union suspended all departures.", "suspended", "PROTEST"),
        ("Traders shut their stalls in sympathy.", "shut", "PROTEST"),
        ("Delegates tore up the draft budget.", "tore", "PROTEST"),
        ("Bentiu fell after a siege of nine weeks.", "fell", "ASSAULT"),
        ("The hill changed hands twice.", "changed", "ASSAULT"),
        ("The coast authority grounded three ferries.", "grounded", "COERCE"),
        ("Rebels recruited nine schoolboys in Ituri.", "recruited", "COERCE"),
        ("Gunmen kept the priest in a cave for a week.", "kept", "COERCE"),
        ("The bank has paused its loans.", "paused", "SANCTION"),
        ("Gunmen have cut the road to Gao.", "cut", "COERCE"),
        ("A hartal was observed in Sylhet.", "observed", "PROTEST"),
        ("Rebels held the crew for a month.", "held", "COERCE"),
        ("The convent took in sixty families.", "took", "AID"),
        ("Wardens herded the pupils into a cellar.", "herded", "AID"),
        ("Two nurses were turned away from the camp.", "turned", "COERCE"),
        ("Soldiers drove them off with whips.", "drove", "COERCE"),
        ("The pickets were dispersed with tear gas.", "dispersed", "COERCE"),
        ("Parents occupied the office.", "occupied", "PROTEST"),
        ("Guards roughed up a porter.", "roughed", "ASSAULT"),
        ("An excavator tumbled down the slope.", "tumbled", "ACCIDENT"),
        ("Compensation was paid to the widows.", "paid", "AID"),
        ("The wounding of a guard angered the town.", "wounding", "ASSAULT"),
    ],
)
def test_what_officials_helpers_and_crowds_do(
    analyse: Analyse, text: str, word: str, event_type: str
) -> None:
    assert (word, event_type) in told(analyse(text))


@pytest.mark.parametrize(
    "text",
    [
        "The guide told us to boil the water.",
        "The mayor told reporters that the bridge would hold.",
        "The witness told the court about the money.",
        "The company gave a party.",
        "Fans gathered outside the hotel.",
        "The cooperative stores loaded their shelves.",
        "A silence fell over the town.",
        "The clerk kept the letters in a box.",
    ],
)
def test_what_is_told_kept_and_given_is_mostly_no_event(analyse: Analyse, text: str) -> None:
    assert told(analyse(text)) == []


def test_who_comes_and_is_beaten_is_whom_it_befalls(analyse: Analyse) -> None:
    assert told(analyse("Some traders wanted to cross and were whipped by guards.")) == [
        ("whipped", "ASSAULT")
    ]


def test_two_accidents_of_one_sentence_stay_apart(analyse: Analyse) -> None:
    assert told(analyse("A bus crashed in Lima and a boat sank off Paita.")) == [
        ("crashed", "ACCIDENT"),
        ("sank", "ACCIDENT"),
    ]


def test_what_was_in_another_year_is_another_event(analyse: Analyse) -> None:
    text = "Rebels have besieged the town since 2022, and in December 2021 they killed 41 people."
    assert told(analyse(text)) == [("besieged", "ASSAULT"), ("killed", "ASSAULT")]


def test_another_deed_of_protesters_later_or_elsewhere_is_another_event(analyse: Analyse) -> None:
    text = "Miners besieged the office{} and {}blocked the road{}."
    assert told(analyse(text.format("", "", " at Oruro"))) == [("besieged", "PROTEST")]
    for here, later, there in (("", "later ", ""), (" in Lima", "", " at Oruro")):
        assert told(analyse(text.format(here, later, there))) == [
            ("besieged", "PROTEST"),
            ("blocked", "PROTEST"),
        ]


def test_different_events_of_a_sentence_stay_apart(analyse: Analyse) -> None:
    found = told(analyse("Police arrested ten people after protesters burned flags."))
    assert found == [("arrested", "COERCE"), ("burned", "PROTEST")]


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        ("A breach in the Nara drain near Sukkur was plugged.", []),
        ("The river breached its banks in Patna.", ["DISASTER"]),
        ("Militants breached the perimeter of the base at Bama.", ["ASSAULT"]),
        ("Russia breached the truce in Donetsk.", ["REJECT"]),
        ("Rescuers ended the search for survivors in Izmir.", []),
        ("Three miners were released from hospital in Zonguldak.", []),
        ("The kidnapped nurse was released from a clinic in Jacmel.", ["RETREAT"]),
        ("Unicef will deploy a team of nine doctors to Beira.", ["AID"]),
        ("Kenya deployed 200 soldiers to Garissa.", ["MOBILIZE"]),
        ("Some 30 armed men forced their way into the clinic in Jacmel.", ["ASSAULT"]),
        ("Police forced their way into the union office in Minsk.", ["COERCE"]),
        ("Students forced their way into parliament in Nairobi.", ["PROTEST"]),
        ("Doctors suspended work at the hospital in Lagos over unpaid wages.", ["PROTEST"]),
        ("Cleaners staged a sit-in in Pune to demand unpaid wages.", ["PROTEST"]),
    ],
)
def test_who_acts_on_what_tells_what_a_word_means(
    analyse: Analyse, text: str, told_of: list[str]
) -> None:
    assert [event_type for _, event_type in told(analyse(text))] == told_of


def test_what_is_only_threatened_is_less_probable(analyse: Analyse) -> None:
    done = find_triggers(analyse("Iran attacked Iraq."))[0]
    threat, attack = find_triggers(analyse("Iran threatened to attack Iraq."))
    assert threat.event_type == "THREATEN"
    assert attack.probability < done.probability


def test_capitals_hide_no_event(analyse: Analyse) -> None:
    found = told(analyse("GUERRILLAS KIDNAPPED THE MAYOR OF SAN SALVADOR ON MONDAY."))
    assert found == [("KIDNAPPED", "COERCE")]


def test_offsets_are_those_of_the_text(analyse: Analyse) -> None:
    text = "Intro.\n\nRebels shelled Homs. The army arrested two men.\n\nA flood hit Bihar."
    triggers = find_triggers(analyse(text))
    assert [t.event_type for t in triggers] == ["ASSAULT", "COERCE", "DISASTER"]
    assert all(text[t.start : t.end] == t.text for t in triggers)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Gunmen killed five soldiers.", "killed", "ASSAULT"),
        ("Fighting continued in Homs.", "continued", "ASSAULT"),
        ("The company demonstrated a new engine.", "demonstrated", "PROTEST"),
        ("Police said that rebels had shelled the town.", "said", "ASSAULT"),
        ("He walked home.", "walked", "CONSULT"),
        ("He walked home. Rebels shelled the town.", "walked", "ASSAULT"),
    ],
)
def test_a_given_word_always_gets_a_type(
    analyse: Analyse, text: str, word: str, expected: str
) -> None:
    start = text.index(word)
    trigger = trigger_at(analyse(text), (start, start + len(word)))
    assert (trigger.text, trigger.event_type) == (word, expected)
    assert 0 < trigger.probability <= 1


def test_a_given_span_without_a_word_gets_a_type(analyse: Analyse) -> None:
    trigger = trigger_at(analyse("Rebels  fled."), (6, 8))
    assert (trigger.start, trigger.end, trigger.text) == (6, 8, "  ")
    assert trigger.event_type in EVENT_TYPES
    assert trigger_at(analyse(""), (0, 0)).event_type in EVENT_TYPES


def test_no_text_no_triggers(analyse: Analyse) -> None:
    assert find_triggers(analyse("")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Villagers blocked the road with burning tyres.", ["blocked"]),
        ("Two stolen lorries stood in the yard.", []),
        ("Sofia scrambled fighter jets.", ["scrambled"]),
        ("The miners have downed tools.", ["downed"]),
    ],
)
def test_a_participle_only_says_how_the_noun_behind_it_is(
    analyse, text: str, words: list[str]
) -> None:
    assert [trigger.text for trigger in find_triggers(analyse(text))] == words


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("About 300 residents besieged the ministry in Lima.", ["PROTEST"]),
        ("Rebels besieged the town of Gao.", ["ASSAULT"]),
        ("Students burned an effigy of the home minister.", ["PROTEST"]),
        ("Mothers sat down before the gate.", ["PROTEST"]),
        ("The mayor sat with the leaders.", ["CONSULT"]),
        ("The trench caved in on Monday.", ["ACCIDENT"]),
        ("The company caved in on Monday.", ["CONCEDE"]),
    ],
)
def test_a_verb_tells_another_thing_of_a_crowd_and_of_a_trench(
    analyse, text: str, kinds: list[str]
) -> None:
    assert [trigger.event_type for trigger in find_triggers(analyse(text))] == kinds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The king postponed a trip to Oslo.", [("postponed", "RETREAT")]),
        ("The king cancelled talks in Oslo.", [("cancelled", "SANCTION"), ("talks", "CONSULT")]),
        ("The board put off the referendum.", [("put", "RETREAT")]),
        ("The elders drove back to Gao.", []),
        ("Troops drove back the rebels.", [("drove", "ASSAULT")]),
        ("They called it revenge for the hanging.", []),
        ("The mayor called for calm.", [("called", "REQUEST")]),
        ("Two miners are fighting for their lives.", []),
        ("The speech was met with derision.", []),
        ("Medics treated the injured.", [("treated", "AID")]),
        ("We are on strike against the road.", [("strike", "PROTEST")]),
        ("The army marched into the town.", [("marched", "MOBILIZE")]),
        ("A blast on a bus, which police said hurt nine, shook Homs.", [("blast", "ASSAULT")]),
    ],
)
def test_what_a_verb_tells_with_its_particle_or_object(
    analyse: Analyse, text: str, words: list[tuple[str, str]]
) -> None:
    assert told(analyse(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police carried out a raid in Lima.", ["carried", "raid"]),
        ("Nurses held a one-day strike in Lima.", ["held", "strike"]),
        ("Gunmen opened heavy fire on a bus.", ["opened", "fire"]),
        ("Six men were taken into custody in Lima.", ["taken", "custody"]),
        ("Clashes erupted in Lima.", ["erupted", "Clashes"]),
        ("A suicide bombing killed six.", ["killed", "suicide", "bombing"]),
        ("Gunmen killed six.", ["killed"]),
        ("Nurses began vaccinating children.", ["vaccinating", "began"]),
        ("A rally is planned in Lima.", ["rally", "planned"]),
        ("Traders kept their shops closed in Lima.", ["kept", "closed"]),
    ],
)
def test_the_other_words_of_a_phrase_are_kept(
    analyse: Analyse, text: str, words: list[str]
) -> None:
    (trigger,) = find_triggers(analyse(text))
    shown = [text[start:end] for start, end in trigger.words]
    assert (shown[0], sorted(shown)) == (words[0], sorted(words))


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Police broke up a march in Minsk.", ["COERCE", "PROTEST"]),
        ("The sides broke off talks in Cairo.", ["SANCTION"]),
        ("Fighting broke out in Sabha.", ["ASSAULT"]),
        ("Last week cholera carried off nine people in Sabha.", ["HEALTH"]),
        ("Rebels carried out an attack on Bor.", ["ASSAULT"]),
    ],
)
def test_a_phrase_of_a_light_verb_keeps_its_type(
    types_told: Callable[[str], list[str]], text: str, types: list[str]
) -> None:
    assert types_told(text) == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The two men are wanted by police in Porto.", []),
        ("The government declared three days of mourning in Dhaka.", ["SUPPORT"]),
        ("The government declared a state of siege in Ituri.", ["COERCE"]),
        ("Ghana declared a holiday to mark the vote.", []),
        ("By-elections were held in Onitsha on Saturday under guard.", []),
        ("Ukraine denied responsibility for the strike.", ["REJECT", "ASSAULT"]),
        ("The union claimed responsibility for the strike in Santos.", ["PROTEST"]),
        ("The union in Lima wants the mayor to come.", ["REQUEST"]),
    ],
)
def test_mourning_holidays_votes_and_who_is_wanted(
    types_told: Callable[[str], list[str]], text: str, types: list[str]
) -> None:
    assert types_told(text) == types
