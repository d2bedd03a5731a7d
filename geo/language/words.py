"""Closed classes of words: how a place is meant, how an event is told; lemmas in lower case."""

LOCATIVE_PREPOSITIONS = frozenset(
    "in at near on inside outside within across throughout around along off above below beneath "
    "beside beyond between among over through toward towards into onto from to by".split()
)
"""Prepositions after which a place name is the place itself."""

PLACE_NOUNS: dict[str, str] = {
    **dict.fromkeys("province governorate state region oblast prefecture canton".split(), "ADM1"),
    **dict.fromkeys("department voivodeship emirate krai".split(), "ADM1"),
    **dict.fromkeys("district county parish municipality arrondissement raion".split(), "ADM2"),
    **dict.fromkeys("city town village capital suburb neighborhood neighbourhood".split(), "P"),
    **dict.fromkeys("hamlet settlement township borough port resort camp quarter".split(), "P"),
    **dict.fromkeys("river lake sea ocean gulf bay strait canal creek stream".split(), "H"),
    **dict.fromkeys("mountain mountains hills valley desert island islands coast".split(), "T"),
    **dict.fromkeys("peninsula plateau volcano mount cape".split(), "T"),
    **dict.fromkeys("country republic kingdom nation".split(), "PCL"),
    **dict.fromkeys("area territory enclave countryside zone basin".split(), "L"),
}
"""Common nouns that say of what sort a place is, with the class or code of GeoNames to expect."""

LOCAL_NOUNS = frozenset(
    "village hamlet settlement township suburb neighborhood neighbourhood quarter borough "
    "municipality district".split()
)
"""Those of small places, which are told where readers are not supposed to know the name."""

SITE_NOUNS = frozenset(
    "airport airbase base border frontier station hospital university school street road highway "
    "bridge square market mosque church prison port harbour harbor stadium park beach outskirts "
    "suburb suburbs crossing checkpoint front mine plant refinery dam hotel museum "
    "shore waters soil land border airspace house home field forest route north south east west "
    "centre center downtown".split()
)
"""Nouns of sites: a name before one of these is meant as a place ("the Syrian border")."""

GOVERNING_NOUNS = frozenset(
    "troop jet warplane drone helicopter warship marine intelligence government "
    "president minister ministry army force forces troops police official officials "
    "authority authorities parliament leader leaders regime ambassador envoy spokesman "
    "spokeswoman spokesperson diplomat senator lawmaker king queen prince sultan emir premier "
    "chancellor embassy consulate military navy court judge prosecutor governor mayor council "
    "party administration "
    "cabinet opposition citizen citizens national nationals people woman man men women soldier "
    "soldiers fighter fighters rebel rebels company firm team club player embassy media agency "
    "delegation policy law economy currency language culture food counterpart".split()
)
"""Nouns of people and institutions: a name before one of these is associative."""

GOVERNING_VERBS = frozenset(
    "say tell deny claim accuse announce warn reject condemn insist urge demand call ask want "
    "agree sign vow pledge threaten order refuse accept approve back support oppose provide send "
    "deploy impose lift give "
    "grant recall expel summon criticize criticise denounce welcome reach plan "
    "decide believe seek try hope retaliate respond withdraw negotiate propose promise offer "
    "consider need blame admit recognise recognize ratify ban declare invade attack annex host "
    "lead win lose beat defeat play face buy sell fund arm train help protest use launch "
    "pressure press strike shell bomb fire fight hold veto vote indicate signal hint "
    "argue maintain react retort suggest intend refrain balk".split()
)
"""Verbs whose subject acts: a country or capital as their subject stands for its government."""

TELLING_VERBS = frozenset(
    "condemn denounce criticize criticise deplore decry mourn commemorate mark recall discuss "
    "debate describe report announce investigate deny praise welcome blame claim hail cite mention "
    "regret reject protest confirm acknowledge verify probe".split()
)
"""Verbs that tell of an event elsewhere: where one condemns an attack is not where it was."""

SITED_VERBS = frozenset(
    "capture seize take storm enter raid attack bomb shell strike hit target patrol occupy invade "
    "besiege liberate recapture retake reach visit leave destroy burn rock shake devastate flood "
    "encircle surround control cross pound shoot loot evacuate blast sweep ravage batter swamp "
    "inundate ransack torch bombard overrun blockade overlook".split()
)
"""Verbs whose object is where they happen ("captured Palmyra")."""
SITED_NOUNS = frozenset(
    "battle blockade bombardment bombing capture control destruction encirclement evacuation "
    "fall invasion liberation loss occupation raid recapture seizure shelling siege storming "
    "takeover".split()
)
"""Nouns that "of" joins to where they happen ("the fall of Palmyra")."""

CONVERSING_VERBS = frozenset(
    "meet talk negotiate cooperate agree sign ally trade work fight wage side clash deal".split()
)
"""Verbs that take a partner with "with"."""

PARTNER_NOUNS = frozenset(
    "deal agreement treaty talks negotiation cooperation relation relations ties tension alliance "
    "war conflict pact accord partnership dispute trade dialogue summit sanction sanctions "
    "support threat pressure relationship friendship contact diplomacy peace".split()
)
"""Nouns whose parties are governments: "a deal with Syria", "relations between Iran and Iraq"."""

TITLE_NOUNS = frozenset(
    "mr mrs ms miss dr sir lord lady professor judge president senator minister general colonel "
    "captain major sgt lt officer king queen prince princess pope saint rev imam sheikh".split()
)
"""Titles: a capitalised word after one is a person."""

FACILITY_WORDS = frozenset(
    "airport university hospital school college station bridge square stadium prison church "
    "mosque cathedral hotel park street avenue road boulevard highway lane drive dam museum "
    "library mall market camp cemetery courthouse court plaza hall building tower center centre "
    "base port terminal gate palace theatre theater garden gardens zoo beach".split()
)
"""Words that close the name of a building or street: what they name has a place of its own."""

INSTITUTION_WORDS = (
    FACILITY_WORDS
    | PLACE_NOUNS.keys()
    | frozenset(
        "police fire public high state department board council chamber commission committee "
        "court sheriff ministry government army navy air force guard parliament senate house "
        "assembly congress club team united society association union institute bank company "
        "corporation group agency news times post press herald tribune daily act law plan bill "
        "cup league championship festival fair marathon games open national regional community "
        "central international medical health middle elementary grammar academy city county "
        "north south east west northern southern eastern western river lake authority bureau "
        "office service foundation federation movement front party museum orchestra symphony "
        "project program programme district mayor governor".split()
    )
)
"""Words of the names of institutions; alone they are no place, after a place they make its body."""

BESIDE = frozenset({"after", "amid", "because", "before", "despite", "following", "since"})
"""Prepositions of time or cause: what hangs on them stands beside what the verb tells."""

DIRECTIONS: dict[str, tuple[int, int]] = {
    "north": (0, 1),
    "south": (0, -1),
    "east": (1, 0),
    "west": (-1, 0),
    "northeast": (1, 1),
    "northwest": (-1, 1),
    "southeast": (1, -1),
    "southwest": (-1, -1),
    "centre": (0, 0),
}
"""Directions as steps east and north."""


def direction(word: str) -> str | None:
    """The direction that a word names: "north-western" is northwest, "central" is centre.

    >>> direction("Northwestern"), direction("south-east"), direction("central"), direction("red")
    ('northwest', 'southeast', 'centre', None)
    """
    plain = word.casefold().replace("-", "").removesuffix("ern").removesuffix("ernmost")
    if plain in {"central", "center", "mid", "middle"}:
        return "centre"
    return plain if plain in DIRECTIONS else None


MOVING = frozenset(
    "go move flee travel arrive return send deploy deliver bring take transfer ship fly drive "
    "march withdraw retreat evacuate deport extradite smuggle enter leave cross advance head "
    "carry visit escape".split()
)
"""Verbs of those who go, or take others, from one place to another."""

SAYING = frozenset(
    "say tell claim announce report state add allege assert declare insist maintain confirm "
    "note warn estimate believe suggest argue explain acknowledge admit deny reveal disclose "
    "stress write tweet post indicate accuse quote inform recall describe testify".split()
)
"""Verbs that attribute what hangs on them to their subject; not events of their own."""

REQUESTING = frozenset(
    "appeal ask beg beseech call demand direct entreat exhort implore instruct invite lobby order "
    "petition plead request urge".split()
)
"""Verbs of asking somebody to do what hangs on them."""
PLANNING = REQUESTING | frozenset(
    "plan plot prepare intend want seek hope aim vow pledge promise threaten expect schedule try "
    "attempt consider propose agree decide offer ready prepared mean need wish like set due "
    "likely".split()
)
"""Words that make what hangs on them a plan or wish."""
MORE = frozenset("another further more other others".split())
"""With these a number is of others than those before."""
NEXT_ONES = frozenset("second third fourth fifth sixth".split())
"""Others than those before, one by one: "a third"."""
