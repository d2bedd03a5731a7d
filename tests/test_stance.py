import pytest

from geo.stance.stance import stance


def stance_of(analyse, text: str, word: str):
    analysis = analyse(text)
    index = next(t.index for t in analysis.tokens if t.text == word)
    return stance(analysis, index)


@pytest.mark.parametrize(
    ("text", "word", "factuality"),
    [
        ("Gunmen attacked the village on Sunday.", "attacked", "reported"),
        ("Gunfire could be heard until dusk.", "heard", "reported"),
        ("It will be remembered that rebels burned the town.", "burned", "reported"),
        ("Aid workers fear an attack on the town.", "attack", "conditional"),
        ("A raid on the camp is feared.", "raid", "conditional"),
        ("A raid is feared to have killed ten.", "raid", "reported"),
        ("A raid is feared to have killed ten.", "killed", "conditional"),
        ("Ten are feared to have been killed in a raid.", "killed", "reported"),
        ("Traders fear that rebels will attack the town.", "attack", "conditional"),
        ("Traders are afraid of an airstrike.", "airstrike", "conditional"),
        (
            "The plan is for a cyclone: in case of floods, people will move.",
            "floods",
            "conditional",
        ),
        ("In the event of an attack, residents will flee.", "attack", "conditional"),
        ("In the case of the attack on Kitui, two men were jailed.", "attack", "reported"),
        ("Six people were killed in the blast.", "killed", "reported"),
        ("The army will attack the village.", "attack", "planned"),
        ("Militants are preparing provocations in the province.", "provocations", "planned"),
        ("The ministers plan to sign a deal on Friday.", "sign", "planned"),
        ("He vowed to bomb the port.", "bomb", "planned"),
        ("The junta was to leave the port by 3 May.", "leave", "planned"),
        ("The junta was to leave the port by 3 May but has stayed there.", "leave", "denied"),
        ("The junta was to shell the port but not the town on Friday.", "shell", "planned"),
        ("We demand: 1. that the junta withdraw its guns.", "withdraw", "planned"),
        ("Nuns insist that the clinic be opened and that she visit.", "opened", "planned"),
        ("He said that the junta withdrew its guns.", "withdrew", "reported"),
        ("He said that the junta does shell the camp.", "shell", "reported"),
        ("A man wanted for the bombing of a gym was held.", "bombing", "reported"),
        ("Floods that struck on 10 and 11 May have killed nine.", "killed", "reported"),
        ("Floods may have killed nine.", "killed", "conditional"),
        ("Farmers are set to protest on Friday.", "protest", "planned"),
        ("The collapse set off protests.", "protests", "reported"),
        ("Syria called the raid a violation.", "raid", "reported"),
        ("The union called off a strike due to start on Friday.", "strike", "denied"),
        ("The mayor banned all marches.", "marches", "denied"),
        ("Organisers put off the march.", "march", "denied"),
        ("The army shelved the attack.", "attack", "denied"),
        ("Guards stopped men storming the hall.", "storming", "denied"),
        ("The charity stopped distributing food in Gaza.", "distributing", "denied"),
        ("The cancelled march in Kano angered students.", "march", "denied"),
        ("Students heard of the cancellation of the rally.", "rally", "denied"),
        ("The army put the attack on film.", "attack", "reported"),
        ("Samples of a suspected case of Ebola in Goma tested negative.", "case", "denied"),
        ("Samples of a suspected case of Ebola in Goma tested negative.", "Ebola", "denied"),
        (
            "Four suspected cases of Marburg in Ngara tested negative for the virus.",
            "cases",
            "denied",
        ),
        ("Two suspected cases of cholera in Beni tested positive.", "cases", "reported"),
        ("The last cases of cholera in Beni tested negative and went home.", "cases", "reported"),
        # What was to be and is not, or is on another day; and what ended.
        ("Traders who had planned a protest on Tuesday called it off.", "protest", "denied"),
        ("Traders who had planned a protest on Tuesday called it off.", "planned", "denied"),
        ("Students planned a march in Lagos but scrapped it.", "march", "denied"),
        ("The union had planned to march but abandoned the plan.", "march", "denied"),
        ("Students planned a march and the police called it a crime.", "march", "planned"),
        ("A rally planned for Tuesday in Abuja was abandoned.", "rally", "denied"),
        ("Dockers abandoned a protest after police fired tear gas.", "protest", "reported"),
        ("The strike was postponed indefinitely.", "strike", "denied"),
        ("A planned strike, due on Monday, was postponed to May 21.", "strike", "planned"),
        ("A protest in Enugu was put off until Saturday.", "protest", "planned"),
        ("Teachers delayed their march until Monday.", "march", "planned"),
        ("The fighting delayed the march for two weeks.", "fighting", "reported"),
        ("The strike was called off on Monday after two weeks.", "strike", "reported"),
        ("Doctors called off their three-week strike.", "strike", "reported"),
        ("They will hold a march in spite of a ban on rallies.", "ban", "reported"),
        ("They will march in defiance of a ban.", "ban", "reported"),
        ("The minister instructed the police to arrest him.", "arrest", "planned"),
        ("The minister begged the rebels to withdraw.", "withdraw", "planned"),
        ("The rebels have not claimed the attack.", "attack", "reported"),
        ("The minister did not mention the raid.", "raid", "reported"),
        ("The feast was called off because of the raid.", "raid", "reported"),
        ("It denied that it had shelled Homs and accused the army.", "accused", "reported"),
        ("It denied that it shelled Homs and accused the army of arson.", "arson", "reported"),
        ("It denied that it had shelled Homs and killed six.", "shelled", "denied"),
        ("Two men were held for allegedly smuggling arms.", "smuggling", "conditional"),
        ("Two men were held on suspicion of smuggling arms.", "smuggling", "conditional"),
        ("Two men were held on suspicion of murder.", "murder", "reported"),
        ("They agreed to set up a mechanism to share intelligence.", "share", "planned"),
        ("Chad was the first country to share intelligence.", "share", "reported"),
        ("They hold ten men until the body is returned.", "returned", "conditional"),
        ("They held ten men until the body was returned.", "returned", "reported"),
        ("Oman has neither confirmed nor denied the raid.", "raid", "reported"),
        ("Oman has not denied the raid.", "raid", "reported"),
        ("He was held over a plot to murder a judge.", "murder", "planned"),
        ("The deaths were due to a fire.", "fire", "reported"),
        ("She called for an inquiry into the killings.", "killings", "reported"),
        ("Police said reports of a stabbing in Barry were untrue.", "stabbing", "denied"),
        ("Reports of a blast in Mombasa were false.", "blast", "denied"),
        ("Reports of a blast in Mombasa were confirmed.", "blast", "reported"),
        ("They set fire to trucks after the arrest of a leader.", "arrest", "reported"),
        ("The union plans to march after the arrest of its head.", "arrest", "reported"),
        ("The minister did not speak after the attack on the town.", "attack", "reported"),
        ("Bakers shut their shops to protest against the tax.", "protest", "reported"),
        ("Nurses marched to the palace to demand higher pay.", "demand", "reported"),
        ("Nurses will march to the palace to demand higher pay.", "demand", "planned"),
        ("Nurses plan to march on Friday to demand higher pay.", "demand", "planned"),
        ("Nurses did not march to demand higher pay.", "demand", "denied"),
        ("Police fired in the air to disperse them.", "fired", "reported"),
        ("Police fired in the air to disperse them.", "disperse", "planned"),
        ("Troops crossed the river to attack the camp.", "attack", "planned"),
        ("Workers threatened to strike next week.", "strike", "planned"),
        ("A planned march was announced.", "march", "planned"),
        ("The army did not attack the village.", "attack", "denied"),
        ("The ministry denied that its jets bombed the school.", "bombed", "denied"),
        ("The army denied killing the farmers.", "killing", "denied"),
        ("Police foiled an attack on the embassy.", "attack", "denied"),
        ("No attack took place.", "attack", "denied"),
        ("Doctors will start a vaccination campaign.", "vaccination", "planned"),
        ("If the talks fail, shelling will resume.", "talks", "conditional"),
        ("Kigali rejected a report that accused it of sending troops.", "sending", "denied"),
        ("Kigali rejected a report that accused it of sending troops.", "accused", "reported"),
        ("The report accused Kigali of sending troops.", "sending", "reported"),
        ("If the militia attacks the town, thousands will flee.", "attacks", "conditional"),
        ("The militia could attack the town.", "attack", "conditional"),
        ("He said that gunmen attacked the village.", "attacked", "reported"),
        ("The ministry dismissed claims that jets bombed the school.", "bombed", "denied"),
        ("The army rejected reports that it had shelled the town.", "shelled", "denied"),
        ("Doctors are to vaccinate the camp.", "vaccinate", "planned"),
        ("Talks are due to begin in Doha.", "Talks", "planned"),
        ("The attack is likely to have killed ten people.", "attack", "reported"),
        ("Ankara announced that it would withdraw its troops.", "withdraw", "planned"),
        ("Ankara said it would withdraw its troops if asked.", "withdraw", "conditional"),
        ("Experts warned that the dam would flood the town.", "flood", "conditional"),
        ("Had the mine exploded, the ship would be lost.", "exploded", "conditional"),
        ("The mine had exploded when they came.", "exploded", "reported"),
        ("The president did not say that troops attacked the village.", "attacked", "reported"),
        ("Saudi jets bombed a wedding in Sanaa; Riyadh denied it.", "bombed", "reported"),
        ("Rebels shelled Homs on Friday, the army denied involvement.", "shelled", "reported"),
        ("The army bombed Nyala, and denied it had hit a school.", "bombed", "reported"),
        ("The army bombed Nyala, and denied it had hit a school.", "hit", "denied"),
        ("Ankara bombed Afrin, killing 8 people, and denied having used gas.", "used", "denied"),
        ("Troops killed nine farmers, but a spokesman denied it.", "killed", "reported"),
        ("Moscow denied involvement in the attack on Odesa.", "attack", "reported"),
        ("Moscow denied responsibility for the attack on Odesa.", "attack", "reported"),
        ("The army denied reports of an attack on Odesa.", "attack", "denied"),
        ("The army denied reports of farmers killed near Homs.", "killed", "denied"),
        ("The army, accused of killing nine farmers, denied the massacre.", "killing", "reported"),
        ("The army will free the men arrested in March.", "arrested", "reported"),
        ("Crowds gathered to condemn the killing of a student.", "killing", "reported"),
        ("The president refused to condemn the attack.", "attack", "reported"),
        ("Police failed to investigate the murder of a farmer.", "murder", "reported"),
        ("Unions will protest against the arrest of their head.", "arrest", "reported"),
        ("Neither side attacked Aleppo.", "attacked", "denied"),
        ("None of the rebels attacked Aleppo.", "attacked", "denied"),
        ("Nobody has claimed credit for that attack.", "attack", "reported"),
        ("No deaths were reported in the attack.", "attack", "reported"),
        ("They were not hurt in the attack.", "attack", "reported"),
        ("The army did not carry out the attack.", "attack", "denied"),
        ("The two sides did not agree to the ceasefire.", "ceasefire", "denied"),
        ("No fewer than nine rebels attacked Aleppo.", "attacked", "reported"),
        ("Not a shot was fired in Rafah.", "fired", "denied"),
        # What a report holds is as true as the report.
        ("Reports that nine farmers were killed are false, he said.", "killed", "denied"),
        ("The claim that nine farmers died turned out to be a hoax.", "died", "denied"),
        ("The rumour that a bomb killed nine farmers is untrue.", "killed", "denied"),
        ("The news that rebels seized Goma was fake.", "seized", "denied"),
        ("It is false that rebels seized Goma.", "seized", "denied"),
        ("Reports that rebels seized Goma were denied by the army.", "seized", "denied"),
        ("Reports that rebels seized Goma were confirmed.", "seized", "reported"),
        ("Reports of a blast in Kano turned out to be true.", "blast", "reported"),
        ("News that rebels had seized Goma spread quickly.", "seized", "reported"),
        ("The rumours that bandits attacked Zuru were not true.", "attacked", "denied"),
        ("Reports of a blast in Kano were unconfirmed.", "blast", "conditional"),
        ("Reports that rebels seized Goma were fabricated.", "seized", "denied"),
        ("There were unconfirmed reports that rebels seized Goma.", "seized", "conditional"),
        ("There were reports that rebels seized Goma.", "seized", "reported"),
        ("The army rejected as untrue claims that it shelled Homs.", "shelled", "denied"),
        ("The army denounced as a lie the claim that it burned a village.", "burned", "denied"),
        ("The mayor declared false the report that a mob burned a church.", "burned", "denied"),
        ("The army called claims that it shelled Homs on Sunday baseless.", "shelled", "denied"),
        ("The governor termed the report that gunmen attacked a bus untrue.", "attacked", "denied"),
        ("The army called the claim that it bombed a clinic a lie, he said.", "bombed", "denied"),
        ("Police called reports of a raid on a bus in Jos false.", "raid", "denied"),
        ("The claim that it bombed a clinic was branded a lie.", "bombed", "denied"),
        ("Kigali rejected as untrue local radio reports that troops shot six.", "shot", "denied"),
        ("Kigali branded as fake a grainy video claiming that troops shot six.", "shot", "denied"),
        ("Kigali called fake news a clip showing troops shooting six.", "shooting", "denied"),
        ("Kigali dismissed as false widely shared posts of a raid on Gao.", "raid", "denied"),
        ("Kigali dismissed as false a letter by men who raided Gao.", "raided", "reported"),
        ("Kigali condemned the video of the raid on Gao as propaganda.", "raid", "reported"),
        ("The claim that it bombed a clinic was described as a lie.", "bombed", "denied"),
        ("A video that claimed gunmen shot six was described as false.", "shot", "denied"),
        ("A clip which claimed soldiers shot six was fake, the army said.", "shot", "denied"),
        ("A message that said rebels had bombed a clinic was branded a hoax.", "bombed", "denied"),
        ("A video that claimed gunmen shot six was described as true.", "shot", "reported"),
        ("A video that showed police beating men was rejected in court.", "beating", "reported"),
        ("A statement that said the army bombed a clinic was signed.", "bombed", "reported"),
        ("A report that said rebels had bombed a clinic was not false.", "bombed", "reported"),
        ("The army called the report that it bombed a clinic important.", "bombed", "reported"),
        ("He condemned reports that rebels seized Goma and spread lies.", "seized", "reported"),
        # A plan is denied with what plans it.
        ("Lawyers denied that he had ordered any killing.", "killing", "denied"),
        ("He rejected calls for his resignation.", "resignation", "denied"),
        ("The president canceled a plan to attack Homs.", "attack", "denied"),
        # What hangs on a condition is no plan.
        ("If talks fail, the army will bomb Cali.", "bomb", "conditional"),
        ("They threatened to block the road unless the vote is annulled.", "block", "conditional"),
        ("The army will withdraw if the rebels stop.", "withdraw", "conditional"),
        ("Had the bomb in Kabul exploded, hundreds would have died.", "exploded", "conditional"),
        # Asked whether it was so; why it was is asked of what was.
        ("Did rebels seize Goma on Monday?", "seize", "conditional"),
        ("Was Malakal bombed on Friday?", "bombed", "conditional"),
        ("Were 200 people killed in Djibo, as a video claims?", "killed", "conditional"),
        ("Why did soldiers shoot four men in Jos?", "shoot", "reported"),
        ("Has the ceasefire signed in Doha collapsed?", "signed", "reported"),
        ("Did the attack in Goma change the talks?", "attack", "reported"),
        # A finite verb is joined to no infinitive.
        ("Kiev urged all sides to wait and rebuffed an offer.", "rebuffed", "reported"),
        ("They failed to settle but signed a truce in Doha.", "signed", "reported"),
        ("Police moved in to clear the road and arrested ten men.", "arrested", "reported"),
        ("The army plans to attack Goma and seize its airport.", "seize", "planned"),
        # Only played.
        ("In the drill a bomb attack was simulated.", "attack", "conditional"),
        # Only foreseen.
        ("Flooding is likely in Glasgow.", "Flooding", "conditional"),
        ("Avalanches are possible near Davos.", "Avalanches", "conditional"),
        ("Police practised for a simulated attack.", "attack", "conditional"),
    ],
)
def test_factuality(analyse, text: str, word: str, factuality: str) -> None:
    assert stance_of(analyse, text, word).factuality == factuality


@pytest.mark.parametrize(
    ("text", "word", "factuality"),
    [
        ("Ministers will discuss the attack on Goma.", "attack", "reported"),
        ("They demand the release of files on the collapse of a roof.", "collapse", "reported"),
        ("The attack on Goma will be discussed on Monday.", "attack", "reported"),
        ("The council will hold a meeting on the shelling of Kharkiv.", "shelling", "reported"),
        ("Officials will respond to the raid on Jenin.", "raid", "reported"),
        ("The president will visit the site of the bombing.", "bombing", "reported"),
        ("Rebels vowed to retaliate for the attack on Goma.", "attack", "reported"),
        ("Ministers will discuss the planned attack on Goma.", "attack", "planned"),
        ("Rebels will discuss an attack on Goma.", "attack", "planned"),
        ("Rebels will take part in the attack on Goma.", "attack", "planned"),
        ("Rebels will launch the attack on Goma.", "attack", "planned"),
        ("Rebels prepare for the attack on Goma.", "attack", "planned"),
    ],
)
def test_known_harm_that_is_to_be_spoken_of_has_been(
    analyse, text: str, word: str, factuality: str
) -> None:
    analysis = analyse(text)
    index = next(t.index for t in analysis.tokens if t.text == word)
    assert stance(analysis, index, harm=True).factuality == factuality


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The army stopped shelling Homs.", "reported"),
        ("Guards stopped men shelling Homs.", "denied"),
    ],
)
def test_known_harm_that_came_to_its_end_has_been(analyse, text: str, factuality: str) -> None:
    analysis = analyse(text)
    index = next(t.index for t in analysis.tokens if t.text == "shelling")
    assert stance(analysis, index, harm=True).factuality == factuality


def test_other_things_that_are_to_be_spoken_of_may_be_to_come(analyse) -> None:
    text = "Ministers will discuss the withdrawal from Goma."
    assert stance_of(analyse, text, "withdrawal").factuality == "planned"


def test_what_is_to_be_commemorated_has_been(analyse) -> None:
    text = "Soldiers gathered to mark the capture of the town."
    assert stance_of(analyse, text, "capture").factuality == "reported"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The weather service warned of floods in Chitral.", "floods"),
        ("Officials spoke of the risk of a landslide.", "landslide"),
        ("Traders left for fear of an attack.", "attack"),
    ],
)
def test_what_is_feared_has_not_happened(analyse, text: str, word: str) -> None:
    assert stance_of(analyse, text, word).factuality == "conditional"


@pytest.mark.parametrize(
    ("text", "word", "claimant"),
    [
        ("The army said that rebels shelled the town.", "shelled", "The army"),
        ("Rebels shelled the town, the governor said.", "shelled", "the governor"),
        ("According to the United Nations, 12 people were killed.", "killed", "the United Nations"),
        ("Rebels shelled the town.", "shelled", None),
        ("Rebels shelled the town; the army denied it.", "shelled", None),
        ("Moscow denied involvement in the attack.", "attack", None),
        ("Moscow denied the attack.", "attack", "Moscow"),
        ("Chad's army rejected claims that it shelled the town.", "shelled", "Chad's army"),
        (
            "The Sanaa Centre for Strategic Studies said that rebels shelled the town.",
            "shelled",
            "The Sanaa Centre for Strategic Studies",
        ),
        ("Kigali rejected a report that accused it of sending troops.", "sending", "a report"),
        ("The RSF denied that it had shelled Homs and accused the army.", "accused", None),
        ("The RSF denied that it had shot six and accused Iran of arson.", "arson", "The RSF"),
        ("Two rockets landed near the base; no casualties were reported.", "landed", None),
    ],
)
def test_who_says_so(analyse, text: str, word: str, claimant: str | None) -> None:
    claimed_by = stance_of(analyse, text, word).claimed_by
    assert (claimed_by.text if claimed_by else None) == claimant


def test_the_words_that_say_so_are_evidence(analyse) -> None:
    text = "The army did not attack the village."
    ((start, end),) = stance_of(analyse, text, "attack").evidence
    assert text[start:end] == "not"
