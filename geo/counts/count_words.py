"""The words by which news tells what was done to people, sorted by what is counted with them."""

DONE_TO: dict[str, str] = {
    **dict.fromkeys(
        "kill murder slay slaughter massacre execute assassinate behead decapitate lynch "
        "strangle martyr hang".split(),
        "killed",
    ),
    **dict.fromkeys("wound injure hurt maim scald hospitalise hospitalize".split(), "wounded"),
    **dict.fromkeys(
        "arrest detain jail imprison apprehend nab rearrest remand".split(), "detained"
    ),
    **dict.fromkeys("kidnap abduct".split(), "abducted"),
    **dict.fromkeys("displace evacuate uproot".split(), "displaced"),
    **dict.fromkeys("infect sicken".split(), "infected"),
    **dict.fromkeys("release free".split(), "released"),
    **dict.fromkeys(["rescue"], "rescued"),
}
"""Verbs whose object is counted."""
DOING: dict[str, str] = {
    **dict.fromkeys("die perish drown succumb suffocate".split(), "killed"),
    **dict.fromkeys(["flee"], "displaced"),
    **dict.fromkeys("demonstrate march protest rally riot".split(), "protesters"),
    **dict.fromkeys(["vanish", "disappear"], "missing"),
}
"""Verbs whose subject is counted."""
DONE_TO_PEOPLE: dict[str, str] = {
    **dict.fromkeys("eliminate fell liquidate neutralise neutralize".split(), "killed"),
    "burn": "wounded",
}
"""The same of verbs that also have other objects: "felled two militiamen" and trees."""
BY_SUB_TYPE: dict[str, str] = {
    "abduction": "abducted",
    "arrest": "detained",
    "deportation": "displaced",
    "displacement": "displaced",
    "evacuation": "displaced",
    "release": "released",
    "rescue": "rescued",
}
"""What befalls those whom a verb is done to that the ontology has of such a sub type."""
GOING = frozenset({"displaced", "released"})
"""What the subject of a verb without an object may have come to: "1,200 poured across the border",
"ten walked free"."""
SUFFERING = frozenset({"receive", "suffer", "sustain"})
HURTS = frozenset({"bruise", "burn", "cut", "fracture", "injury", "wound"})
DEADLY = frozenset({("shoot", "dead"), ("gun", "down"), ("burn", "alive"), ("bury", "alive")})
"""Verbs whose object is killed by what stands with them."""
STATES: dict[str, str] = {
    "dead": "killed",
    "killed": "killed",
    "martyrs": "killed",
    "slain": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "hurt": "wounded",
    "missing": "missing",
    "unaccounted": "missing",
    "homeless": "displaced",
    "displaced": "displaced",
    "infected": "infected",
}
"""Adjectives and nouns of state: "12 dead", "left thousands homeless", "30 are missing"."""
NOUNS: dict[str, str] = {
    **dict.fromkeys("death fatality killing murder execution".split(), "killed"),
    **dict.fromkeys(["injury"], "wounded"),
    **dict.fromkeys("arrest detention".split(), "detained"),
    **dict.fromkeys("kidnapping abduction".split(), "abducted"),
    **dict.fromkeys(["infection"], "infected"),
}
"""Nouns that are counted, or whose "of" is: "five deaths", "the deaths of five soldiers"."""
NOUNS_OF: dict[str, str] = {
    **dict.fromkeys("assassination drowning loss massacre slaughter".split(), "killed"),
    **dict.fromkeys("displacement evacuation".split(), "displaced"),
    "disappearance": "missing",
    "rescue": "rescued",
}
"""Nouns of which only the "of" is counted: "the massacre of eight people", "two massacres"."""
CLAIMING = frozenset({"claim", "cost", "take"})
"""Verbs of what deaths something brings: "cost 20 lives"."""
TAKING = frozenset({"capture", "recapture", "seize", "snatch"})
"""Verbs whose object is taken away, where it is people."""
HELD = {
    "take": frozenset({"custody", "prisoner"}),
    "round": frozenset({"up"}),
}
"""Words with which a verb tells that people are held: "taken into custody", "rounded up"."""
STOWING = frozenset("bundle drag push shove".split())
"""Verbs whose object is taken away into a vehicle: "was bundled into a van"."""
FETCHING = frozenset("bring dig drag find haul pluck pull recover retrieve".split())
"""Verbs whose object is rescued where it is alive: "pulled two girls alive from the rubble"."""
MEN = frozenset("fighter gunman man militant troop".split())
"""Whom an army loses, beside soldiers of any name."""
ILL = frozenset({"ill", "sick"})
OFFICERS = frozenset("army authority force guard military officer police soldier troop".split())
DRIVING = frozenset({"chase", "drive", "force", "push"})
ORDERING = frozenset({"order", "tell"})
MOVING = frozenset("bus ferry move relocate shift truck".split())
"""Verbs whose object is displaced, where residents are moved from or to a place."""
RESIDENTS = frozenset(
    "civilian family household inhabitant people person refugee resident villager".split()
)
LEAVING = frozenset({"evacuate", "leave"})
HOMES = frozenset({"home", "house", "land", "village"})
FINDING = frozenset("count discover dump exhume find fish leave pull recover retrieve".split())
TELLING = frozenset({"believe", "confirm", "fear", "presume", "report"})
SENTENCING = frozenset({"condemn", "sentence"})
"""Who is sentenced to death is alive."""
BRINGING = frozenset(
    "admit airlift bring carry convey drive evacuate ferry fly helicopter medevac refer rush shift "
    "take transfer transport".split()
)
CARRYING = BRINGING | frozenset("haul lift move send ship".split())
"""Verbs whose object is wounded where they tell of help, and that it is hurt: "flown to Juba with
burns", "moved nine of the wounded"."""
HOSPITALS = frozenset({"clinic", "hospital", "infirmary"})
TREATING = frozenset({"admit", "receive", "treat"})
"""Verbs whose object is ill or hurt where that is said: "admitted 57 patients with burns"."""
CARE = frozenset("care surgery therapy treatment".split())
CONDITIONS = frozenset({"condition", "state"})
GRAVE = frozenset("critical grave serious stable".split())
"""How those are who lie in hospital: "two are in a serious condition"."""
INJURIES = frozenset(
    "asphyxiation burn bruise concussion cut exhaustion exposure fracture frostbite fume "
    "heatstroke hypothermia inhalation injury poisoning shock smoke wound".split()
)
"""For what the wounded are treated, and with what they are left."""
LIMBS = frozenset("arm bone jaw leg limb nose rib skull".split())
BODY = LIMBS | frozenset(
    "abdomen ankle back buttock calf cheek chest chin ear elbow eye face finger foot forehead "
    "groin hand head heel hip knee neck shin shoulder spine stomach thigh throat thumb toe torso "
    "wrist".split()
)
"""Where somebody is hit."""
EXTREMITIES = frozenset(
    "ankle arm buttock calf elbow finger foot forearm hand heel hip knee leg limb shin shoulder "
    "thigh thumb toe wrist".split()
)
"""Who is shot or stabbed there is wounded; who is in the head may be dead."""
LOST = frozenset("arm ear eye eyesight finger foot hand hearing leg limb thumb toe tooth".split())
"""What somebody loses who is hurt; "lost their heads" is another matter."""
STRIKING = frozenset("catch cut graze hit kick nick pierce punch slash spear strike".split())
"""Verbs that tell of a wound with the part of the body or what flew: "was hit in the neck"."""
SHARDS = frozenset("bullet flechette fragment glass pellet shard shrapnel splinter stone".split())
BREAKING = frozenset("amputate break crush fracture sever shatter".split())
REMAINS = frozenset({"body", "corpse"})
"""Who is found as one of these is dead: "30 bodies were recovered"."""
BEATING = frozenset(
    "assault bash batter beat bludgeon cane club cuff drub flog headbutt kick knife lash maul "
    "pummel punch slap smack spear stab stone thrash trample wallop whack whip".split()
)
"""Verbs whose object is hurt, where an assault or what officers do is told."""
OVERWHELMING = frozenset("asphyxiate crush electrocute incinerate".split())
"""Verbs whose object is killed, where a calamity is told: "was crushed by a wall"."""
KEEPING = frozenset("catch collar haul hold intern lift lock net pick round".split())
"""Verbs whose object is held, where they tell of force: "picked up two men"."""
LEADING_AWAY = frozenset(
    "bundle drag grab lead march seize separate snatch spirit take whisk".split()
)
"""The same of those that tell of being led away, by officers or by others."""
CUSTODY = frozenset(
    "barracks cell court custody gendarmerie jail jailhouse post prison station".split()
)
"""Where those are brought who are detained."""
ASIDE = frozenset({"back", "off", "up"})
"""Particles with which "hold" tells of no arrest: "held back the crowd"."""
SAVING = frozenset({"save"})
"""Verbs whose object is rescued, where they tell of help."""
BRINGING_OUT = frozenset(
    "bring carry dig drag ferry fetch fish free get haul lift pick pluck pull take winch".split()
)
"""The same where they lead away from a danger: "lifted 64 people from roofs"."""
AWAY = frozenset("ashore from off out through".split())
HOLDING = frozenset(
    "begin continue end hold join launch mount organise organize resume stage start".split()
)
"""Verbs whose subject takes part in the protest that is their object: "staged a march"."""
