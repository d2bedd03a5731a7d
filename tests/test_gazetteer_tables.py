"""The tables of names: adjectives and demonyms, other names, abbreviations, old names, seats."""

import csv
import re
from collections import Counter

import pytest
from region_ids import region_id

from gazetteer.gazetteer import Gazetteer
from gazetteer.names import fold
from gazetteer.place import Place
from gazetteer.sources import data_folder, read_rows

FOLDER = data_folder()
HOWS = ("name", "folded", "historic", "variant", "abbreviation", "seat")


def first(world: Gazetteer, name: str, *hows: str) -> Place | None:
    """The first place of a name, of those that it meets in one of these ways if any are given."""
    return next((m.place for m in world.lookup(name) if not hows or m.how in hows), None)


@pytest.fixture(scope="module")
def row_of(world):
    """Rows of the index by the keys of the tables: codes, and ids of towns."""
    index = world.index
    codes = {index.code(row): row for row in range(len(index)) if index.code(row)}
    keys = {row["place"] for t in ("aliases", "demonyms") for row in read_rows(FOLDER, t)}
    return codes | {key: world.row(key) for key in keys if key.startswith("geonames:")}


@pytest.fixture(scope="module")
def peoples(world, row_of):
    """The places that an adjective or demonym is listed for, as a look-up orders them."""
    listed: dict[str, set[int]] = {}
    for row in read_rows(FOLDER, "demonyms"):
        for name in _listed(row["adjectives"]) + _listed(row["demonyms"]):
            listed.setdefault(fold(name), set()).add(row_of[row["place"]])

    def found(name: str) -> list[Place]:
        rows = listed.get(fold(name), set())
        return [world.place_at(row) for row in world.lookup_ids(name) if row in rows]

    return found


def pairs(text: str) -> list[tuple[str, str]]:
    """Pairs of name and place from "Dane, Danes: Denmark; Pole, Poles: Poland"."""
    found = []
    for entry in filter(None, map(str.strip, text.replace("\n", " ").split(";"))):
        names, _, place = entry.partition(": ")
        found += [(name.strip(), place.strip()) for name in names.split(",")]
    return found


# Adjectives and demonyms


@pytest.mark.parametrize(
    ("name", "country"),
    pairs("""
        Syrian, Syrians: Syria; Australian, Australians, Aussies: Australia;
        Canadian, Canadians: Canada; Danish, Dane, Danes: Denmark; Finnish, Finns: Finland;
        French, Frenchman, Frenchmen, Frenchwoman, Frenchwomen: France; Greek, Greeks: Greece;
        Dutch, Dutchman, Dutchmen, Dutchwoman, Dutchwomen: Netherlands;
        Irish, Irishman, Irishmen, Irishwoman, Irishwomen: Ireland;
        British, Briton, Britons, Brit, Brits: United Kingdom; Polish, Pole, Poles: Poland;
        Spanish, Spaniard, Spaniards: Spain; Swedish, Swede, Swedes: Sweden; Swiss: Switzerland;
        Turkish, Turk, Turks: Turkey; Serbian, Serb, Serbs: Serbia; Slovene, Slovenes: Slovenia;
        Croat, Croats, Croatian: Croatia; Czech, Czechs: Czechia; Slovak, Slovaks: Slovakia;
        Bosnian, Bosniaks, Bosnian Serb, Bosnian Serbs: Bosnia and Herzegovina;
        Kosovar, Kosovars, Kosovan, Kosovo Albanians: Kosovo; Icelandic, Icelanders: Iceland;
        Filipino, Filipinos, Filipina, Philippine: Philippines; Thai, Thais: Thailand;
        Burmese: Myanmar; Laotian, Laotians, Lao: Laos; Khmer: Cambodia;
        Malagasy: Madagascar; Motswana, Batswana: Botswana; Basotho, Mosotho: Lesotho;
        Ivorian, Ivorians: Ivory Coast; Burkinabe, Burkinabé: Burkina Faso;
        Nigerien, Nigeriens: Niger; Nigerian, Nigerians: Nigeria; Guinean, Guineans: Guinea;
        Bissau-Guinean: Guinea-Bissau; Equatorial Guinean, Equatoguinean: Equatorial Guinea;
        Papua New Guinean, Papua New Guineans: Papua New Guinea; Swazi: Eswatini;
        Sahrawi, Sahrawis: Western Sahara; Saudi, Saudis: Saudi Arabia;
        Emirati, Emiratis: United Arab Emirates; Iraqi, Iraqis: Iraq; Yemeni, Yemenis: Yemen;
        Israeli, Israelis: Israel; Pakistani, Pakistanis: Pakistan; Afghan, Afghans: Afghanistan;
        Kyrgyz: Kyrgyzstan; Uzbek, Uzbeks: Uzbekistan; Kazakh, Kazakhs: Kazakhstan;
        Argentine, Argentines, Argentinian, Argentinean: Argentina; Salvadoran: El Salvador;
        Monegasque, Monégasques: Monaco; New Zealander, New Zealanders, Kiwis: New Zealand;
        Hong Kongers: Hong Kong; Manx, Manxman: Isle of Man; Ni-Vanuatu: Vanuatu;
        Trinidadian, Trinidadians, Tobagonian: Trinidad and Tobago;
        Kittitian, Kittitians, Nevisian: Saint Kitts and Nevis;
        North Korean, North Koreans: North Korea; South Korean, South Koreans, Korean: South Korea;
        South Sudanese: South Sudan; Somali, Somalis: Somalia; Eritrean: Eritrea;
        Central African: Central African Republic; Dominican, Dominicans: Dominican Republic;
        Congolese: Democratic Republic of the Congo; Soviet: Russia; East German: Germany
    """),
)
def test_adjectives_and_demonyms_of_countries(peoples, name, country):
    assert peoples(name)[0].name == country


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Congolese", {"CD", "CG"}),
        ("Dominican", {"DO", "DM"}),
        ("Dominicans", {"DO", "DM"}),
        ("Korean", {"KR", "KP"}),
        ("Guinean", {"GN", "GQ", "GW"}),
        ("Georgians", {"GE", "US"}),
        ("Samoan", {"WS"}),
        ("Punjabi", {"PK", "IN"}),
        ("Czechoslovak", {"CZ", "SK"}),
        ("Tamils", {"IN", "LK"}),
        ("Carolinian", {"US"}),
    ],
)
def test_peoples_of_several_places_are_met_in_all_of_them(peoples, name, countries):
    assert {place.country_code for place in peoples(name)} == countries


@pytest.mark.parametrize(
    ("name", "division"),
    pairs("""
        English, Englishman, Englishmen, Englishwoman, Englishwomen: England;
        Scottish, Scots, Scotsman, Scotswomen: Scotland; Welsh, Welshman, Welshwomen: Wales;
        Northern Irish, Ulsterman: Northern Ireland; Cornish, Cornishman: Cornwall;
        Bavarian, Bavarians: Bavaria; Saxon, Saxons: Saxony; Tyrolean: Tyrol; Flemish: Flanders;
        Walloons: Wallonia; Catalan, Catalans: Catalonia; Basque, Basques: Basque Country;
        Andalusian: Andalusia; Corsican, Corsicans: Corsica; Breton, Bretons: Brittany;
        Sicilian, Sicilians: Sicily; Sardinian: Sardinia; Tuscan: Tuscany; Campanian: Campania;
        Cretan: Crete; Crimean, Crimean Tatars: Crimea; Transnistrian: Transnistria;
        Chechen, Chechens: Chechnya; Dagestani: Dagestan; Ingush: Ingushetia;
        Tatar, Tatars: Tatarstan; Abkhaz, Abkhazian: Abkhazia; Adjarian: Adjara;
        Baloch, Balochi: Balochistan; Sindhi, Sindhis: Sindh; Gujarati: Gujarat;
        Bengali: West Bengal; Assamese: Assam; Keralite, Keralites: Kerala; Goan: Goa;
        Tibetan, Tibetans: Tibet; Uyghur, Uighurs: Xinjiang; Cantonese: Guangdong;
        Okinawan: Okinawa Prefecture; Acehnese: Aceh; Balinese: Bali; Gazan, Gazans: Gaza Strip;
        West Banker: West Bank; Hadhrami: Hadhramaut; Tigrayan, Tigrayans: Tigray; Oromo: Oromia;
        Cabindan: Cabinda; Québécois, Quebecers, Quebeckers: Quebec; Albertans: Alberta;
        Newfoundlander, Newfoundlanders: Newfoundland and Labrador;
        Queenslanders: Queensland; Tasmanian: Tasmania; Texan, Texans: Texas; Ohioan: Ohio;
        Hoosiers: Indiana; Michiganders: Michigan; Oklahomans: Oklahoma; Mainers: Maine;
        Marylander: Maryland; Rhode Islanders: Rhode Island; Wyomingites: Wyoming;
        Alabamians, Alabamans: Alabama; Oaxacan: Oaxaca; Sinaloan: Sinaloa; Bahian: Bahia
    """),
)
def test_adjectives_and_demonyms_of_divisions(peoples, name, division):
    assert peoples(name)[0].name == division


@pytest.mark.parametrize(
    ("name", "city"),
    pairs("""
        Londoner, Londoners: London; Parisian, Parisians: Paris; New Yorkers: New York City;
        Berliners: Berlin; Muscovites: Moscow; Roman, Romans: Rome; Neapolitan: Naples;
        Venetian, Venetians: Venice; Milanese: Milan; Viennese: Vienna; Athenians: Athens;
        Varsovian: Warsaw; Glaswegian, Glaswegians: Glasgow; Liverpudlian: Liverpool;
        Mancunians: Manchester; Dubliner, Dubliners: Dublin; Istanbulite: Istanbul;
        Damascene: Damascus; Aleppine: Aleppo; Baghdadis: Baghdad; Beirutis: Beirut;
        Jerusalemites: Jerusalem; Hebronite: Hebron; Cairene, Cairenes: Cairo;
        Lagosian, Lagosians: Lagos; Nairobians: Nairobi; Capetonian: Cape Town;
        Joburgers: Johannesburg; Mumbaikar, Mumbaikars: Mumbai; Delhiites: Delhi;
        Kolkatan: Kolkata; Lahori: Lahore; Kabulis: Kabul; Tehranis: Tehran;
        Tokyoites: Tokyo; Beijingers: Beijing; Shanghainese: Shanghai; Kyivans: Kyiv;
        Kharkivites: Kharkiv; Odesans: Odesa; Bostonian, Bostonians: Boston; Chicagoans: Chicago;
        Angelenos: Los Angeles; San Franciscan: San Francisco; Houstonians: Houston;
        Philadelphian: Philadelphia; Washingtonians: Washington; Torontonians: Toronto;
        Montrealers: Montréal; Vancouverites: Vancouver; Cariocas: Rio de Janeiro;
        Sydneysiders: Sydney; Melburnians: Melbourne; Aucklanders: Auckland; Limeño: Lima
    """),
)
def test_demonyms_of_cities(peoples, name, city):
    place = peoples(name)[0]
    assert (place.name, place.feature_class) == (city, "P")


@pytest.mark.parametrize(
    ("name", "slug"),
    pairs("""
        African, Africans: africa; European, Europeans: europe; Asian: asia;
        North American: north-america; Latin American, Latin Americans: latin-america;
        Middle Eastern, Middle Easterners: middle-east; Arab, Arabs: arab-world;
        Kurdish, Kurd, Kurds: kurdistan; Iraqi Kurds: iraqi-kurdistan; Darfuri: darfur;
        Kashmiri, Kashmiris: kashmir; Siberian: siberia; Balkan: balkans; Nordic: nordic-countries;
        Scandinavian: scandinavia; Sahelian: sahel; Somalilanders: somaliland;
        Turkish Cypriots: northern-cyprus; South Ossetian: south-ossetia; Andean: andes;
        Himalayan: himalayas; Javanese: java; Zanzibari: zanzibar; West Indian: caribbean;
        Alsatian: alsace; Transylvanian: transylvania;
        New Englanders: new-england; Midwesterners: us-midwest; Pacific Islanders: pacific-islands
    """),
)
def test_adjectives_and_demonyms_of_regions(world, peoples, name, slug):
    assert peoples(name)[0] == world.get(region_id(slug))


def test_words_that_news_uses_of_something_else_are_no_demonyms(world):
    for word in (
        "Caucasian",
        "Hamburger",
        "Latino",
        "Canucks",
        "Bolognese",
        "Persian",
        "Phoenician",
    ):
        assert first(world, word, "adjective", "demonym") is None, word


def test_adjectives_want_a_capital(world):
    for word in ("polish", "turkey's", "dutch", "french", "swiss", "saudi"):
        assert first(world, word, "adjective", "demonym") is None, word


# Other names


@pytest.mark.parametrize(
    ("name", "code"),
    pairs("""
        America, the United States, the States, United States of America: US; Britain: GB;
        Great Britain, United Kingdom of Great Britain and Northern Ireland: GB;
        Holland, the Netherlands, Kingdom of the Netherlands: NL; Burma, Union of Myanmar: MM;
        Czech Republic, Czechia: CZ; Swaziland, Kingdom of Eswatini: SZ; Cape Verde: CV;
        Ivory Coast, Côte d'Ivoire, Republic of Côte d'Ivoire: CI; East Timor, Timor-Leste: TL;
        Macedonia, North Macedonia, FYROM: MK; Eire, Irish Republic: IE; Ceylon: LK; Persia: IR;
        Siam: TH; Congo, DR Congo, Congo-Kinshasa, Zaire: CD; Congo-Brazzaville: CG;
        Republic of Congo, Republic of the Congo: CG; North Korea: KP; South Korea: KR;
        Korea, Republic of Korea: KR; Democratic People's Republic of Korea: KP;
        Mainland China, People's Republic of China: CN; Republic of China, Chinese Taipei: TW;
        the Philippines: PH; The Bahamas, the Bahamas: BS; the Gambia: GM; the Maldives: MV;
        Türkiye, Republic of Türkiye: TR; Federative Republic of Brazil: BR;
        Federal Republic of Germany: DE; French Republic: FR; Kingdom of Spain: ES;
        Hellenic Republic: GR; Russian Federation: RU; Islamic Republic of Iran: IR;
        Syrian Arab Republic: SY; Hashemite Kingdom of Jordan: JO; State of Israel: IL;
        State of Palestine, Palestinian Authority, Palestinian Territories: PS;
        Kingdom of Saudi Arabia: SA; Sultanate of Oman: OM; State of Qatar: QA;
        Arab Republic of Egypt: EG; Kingdom of Morocco: MA; State of Libya: LY;
        Federal Democratic Republic of Ethiopia: ET; United Republic of Tanzania: TZ;
        Federal Republic of Nigeria: NG; Republic of South Africa: ZA; Republic of India: IN;
        Islamic Republic of Pakistan: PK; People's Republic of Bangladesh: BD;
        Democratic Socialist Republic of Sri Lanka: LK; Socialist Republic of Vietnam: VN;
        Lao People's Democratic Republic: LA; Kingdom of Cambodia: KH; Kingdom of Thailand: TH;
        Republic of the Philippines: PH; Republic of Indonesia: ID; State of Japan: JP;
        Commonwealth of Australia: AU; Aotearoa: NZ; United Mexican States: MX;
        Argentine Republic: AR; Republic of Chile: CL; Plurinational State of Bolivia: BO;
        Bolivarian Republic of Venezuela: VE; Oriental Republic of Uruguay: UY;
        Republic of Cuba: CU; Holy See, Vatican, the Vatican: VA; Swiss Confederation: CH;
        Grand Duchy of Luxembourg: LU; Principality of Monaco: MC; Kosova: XK;
        Falklands, Malvinas: FK; St. Kitts: KN; Trinidad: TT; Bosnia: BA; Macau: MO
    """),
)
def test_other_names_of_countries(world, name, code):
    assert first(world, name) == world.country(code)


@pytest.mark.parametrize(
    ("name", "code"),
    pairs("""
        Ulster: GB.NIR; Gaza Strip: PS.GZ; Judea and Samaria: PS.WE; Xizang: CN.14;
        East Turkestan: CN.13; Azad Jammu and Kashmir: PK.06;
        North West Frontier Province: PK.03; Orissa: IN.21; Catalunya: ES.56; Euskadi: ES.59;
        Balearics: ES.07; Puglia: IT.13; Toscana: IT.16; Bretagne: FR.53; Bayern: DE.02;
        Nordrhein-Westfalen: DE.07; Graubünden: CH.GR; Ichkeria: RU.12; Yakutia: RU.63;
        Arakan: MM.01; Karen State: MM.05; Hadramaut: YE.04; Rif Dimashq: SY.08; Anbar: IQ.01;
        Sistan-Baluchestan: IR.04; Pridnestrovie: MD.58;
        Lone Star State: US.TX; Newfoundland: CA.05
    """),
)
def test_other_names_of_divisions(world, name, code):
    assert first(world, name) == world.by_iso(code)


@pytest.mark.parametrize(
    ("name", "city"),
    pairs("""
        Big Apple: New York City; Washington DC, Washington: Washington; Philly: Philadelphia;
        Vegas: Las Vegas; Joburg, Jo'burg: Johannesburg; Rio: Rio de Janeiro; Pindi: Rawalpindi;
        Kiev: Kyiv; Kharkov: Kharkiv; Odessa: Odesa; Lvov: Lviv; Lugansk: Luhansk;
        Nikolaev: Mykolayiv; Artemivsk: Bakhmut; Severodonetsk, Sieverodonetsk: Siverskodonetsk;
        Dnepropetrovsk: Dnipro; Krivoi Rog, Kryvyi Rih: Kryvyy Rih; Sebastopol: Sevastopol;
        Bombay: Mumbai; Calcutta: Kolkata; Madras: Chennai; Rangoon: Yangon; Vizag: Visakhapatnam;
        Peking, Beijing: Beijing; Saigon: Ho Chi Minh City; Alma-Ata: Almaty;
        Cologne: Köln; The Hague, Den Haag: The Hague; Basle: Basel; Seville: Sevilla;
        Saragossa: Zaragoza; Cracow: Kraków; Auschwitz: Oświęcim; Dunkirk, Dunkerque: Dunkirk;
        Mecca, Makkah: Mecca; Medina: Medina; Jeddah, Jidda: Jeddah; Palmyra, Tadmur: Palmyra
    """),
)
def test_other_names_of_cities(world, name, city):
    place = first(world, name)
    assert (place.name, place.feature_class) == (city, "P")


@pytest.mark.parametrize(
    ("country", "town", "spellings"),
    [
        ("SY", 170794, "Deir ez-Zor, Deir al-Zour, Deir Ezzor, Dayr az-Zawr, Deirezzor, Der Zor"),
        ("SY", 173811, "Hasakah, Hassakeh, Hasaka, Hassaka, al-Hasakah"),
        ("SY", 173377, "Qamishli, Qamishlo, al-Qamishli, Kamishly"),
        ("SY", 172256, "Kobani, Kobane, Ayn al-Arab, Ain al-Arab"),
        ("SY", 167611, "Maarat al-Numan, Ma'arrat al-Nu'man, Maaret al-Numan, Maarrat an-Numan"),
        ("SY", 169023, "Jisr al-Shughour, Jisr al-Shugour, Jisr ash-Shughur"),
        ("SY", 163750, "Tal Abyad, Tell Abyad, Tel Abyad, Gire Spi"),
        ("SY", 165509, "Ras al-Ain, Ras al-Ayn, Serekaniye"),
        ("SY", 167357, "Manbij, Minbij, Menbij"),
        ("SY", 174448, "Abu Kamal, Albu Kamal, al-Bukamal, Boukamal"),
        ("IQ", 98463, "Sulaymaniyah, Sulaimaniyah, Sulaimani, Slemani"),
        ("IQ", 99454, "Fallujah, Falluja, Fallouja"),
        ("IQ", 90393, "Tal Afar, Tel Afar, Talafar"),
        ("IQ", 98854, "Nasiriyah, Nassiriya, Nasiriyya"),
        ("YE", 80384, "Dhalea, al-Dhalea"),
        ("YE", 6940757, "Seiyun, Sayun, Seiyoun"),
        ("PS", 281124, "Khan Younis, Khan Yunis, Khan Yunes"),
        ("PS", 285108, "al-Bireh, El Bireh"),
        ("LB", 273675, "Arsal, Ersal"),
        ("LY", 2208425, "Zuwara, Zuwarah, Zwara"),
        ("AF", 1134720, "Lashkar Gah, Lashkargah, Lashkergah"),
        ("AF", 1130490, "Pul-e Khumri, Pul-e Khomri, Pol-e Khomri"),
        ("AF", 1122747, "Tarin Kowt, Tarinkot, Tirin Kot, Trinkot"),
        ("PK", 1180281, "Dera Ismail Khan, D.I. Khan"),
        ("SO", 64460, "Beledweyne, Belet Weyne, Baladweyne, Beletweyne"),
        ("SO", 60928, "Dhusamareb, Dusamareb, Dhuusamarreeb"),
        ("SD", 379555, "El Fasher, El-Fasher, Al-Fasher, al-Fashir"),
        ("ET", 334227, "Shire, Inda Selassie"),
        ("MM", 6611854, "Naypyidaw, Naypyitaw, Nay Pyi Daw"),
        ("IL", 295530, "Beersheba, Be'er Sheva, Beersheva"),
        ("EG", 353471, "Sheikh Zuweid, Sheikh Zuwayed"),
        ("UA", 704422, "Pokrovsk"),
        ("KG", 1528249, "Jalal-Abad"),
    ],
)
def test_spellings_of_towns_in_the_news(world, country, town, spellings):
    for spelling in spellings.split(", "):
        assert first(world, spelling) == world.get(f"geonames:{town}"), spelling
    assert world.get(f"geonames:{town}").country_code == country


# Abbreviations


@pytest.mark.parametrize(
    ("name", "code"),
    pairs("""
        U.S., US, U.S.A., USA: US; U.K., UK: GB; UAE, U.A.E.: AE; DRC: CD; PRC: CN; ROK: KR;
        DPRK, N. Korea, N Korea, NKorea: KP; S. Korea, SKorea: KR; S. Africa, SA: ZA; KSA: SA;
        CAR: CF; PNG: PG; NZ: NZ; USVI: VI; BVI: VG; HK: HK; NI, N. Ireland: GB.NIR;
        Ala.: US.AL; Ariz.: US.AZ; Ark.: US.AR; Calif.: US.CA; Colo.: US.CO; Conn.: US.CT;
        Del.: US.DE; Fla.: US.FL; Ga.: US.GA; Ill.: US.IL; Ind.: US.IN; Kan.: US.KS; Ky.: US.KY;
        La.: US.LA; Md.: US.MD; Mass.: US.MA; Mich.: US.MI; Minn.: US.MN; Miss.: US.MS; Mo.: US.MO;
        Mont.: US.MT; Neb.: US.NE; Nev.: US.NV; N.H.: US.NH; N.J.: US.NJ; N.M.: US.NM; N.Y.: US.NY;
        N.C.: US.NC; N.D.: US.ND; Okla.: US.OK; Ore.: US.OR; Pa., Penn.: US.PA; R.I.: US.RI;
        S.C.: US.SC; S.D.: US.SD; Tenn.: US.TN; Tex.: US.TX; Vt.: US.VT; Va.: US.VA; Wash.: US.WA;
        W.Va., W. Va.: US.WV; Wis.: US.WI; Wyo.: US.WY; TX: US.TX; CA: US.CA; OH: US.OH;
        Ont.: CA.08; Que.: CA.10; B.C., BC: CA.02; Alta.: CA.01; Sask.: CA.11; Man.: CA.03;
        N.S.: CA.07; N.B.: CA.04; P.E.I., PEI: CA.09; Nfld.: CA.05; N.W.T.: CA.13;
        NSW: AU.02; Qld, QLD: AU.04; Vic.: AU.07; Tas.: AU.06; ACT: AU.01; J&K: IN.12;
        KPK: PK.03; NRW: DE.07; KZN: ZA.02
    """),
)
def test_abbreviations(world, name, code):
    match = world.lookup(name)[0]
    assert (match.how, match.place) in {
        ("abbreviation", world.by_iso(code)),
        ("exact", world.by_iso(code)),
    }


@pytest.mark.parametrize(
    ("name", "county"),
    pairs("""
        Hants: Hampshire; Herts: Hertfordshire; Wilts: Wiltshire; Lancs: Lancashire;
        Notts: Nottinghamshire; Cambs: Cambridgeshire; Glos: Gloucestershire;
        Staffs: Staffordshire; Bucks: Buckinghamshire; Beds: Central Bedfordshire;
        Leics: Leicestershire; Lincs: Lincolnshire; Oxon: Oxfordshire; Berks: West Berkshire;
        Worcs: Worcestershire; Warks: Warwickshire; Salop: Shropshire; N Yorks: North Yorkshire
    """),
)
def test_abbreviations_of_british_counties(world, name, county):
    assert county in [m.place.name for m in world.lookup(name, country="GB")]


@pytest.mark.parametrize(
    ("name", "city"),
    pairs("""
        NYC: New York City; LA, L.A.: Los Angeles; SF: San Francisco; KL: Kuala Lumpur;
        D.C., DC: Washington; HCMC: Ho Chi Minh City; CDMX: Mexico City
    """),
)
def test_abbreviations_of_cities(world, name, city):
    places = [m.place for m in world.lookup(name) if m.how == "abbreviation"]
    assert city in [place.name for place in places if place.feature_class == "P"]


def test_abbreviations_are_met_in_their_capitals_and_periods_only(world):
    for name in ("ala.", "us", "nyc", "Nyc", "hants", "uae", "Mass", "Wash", "Miss", "Ore", "Ind"):
        assert first(world, name, "abbreviation") is None, name


def test_towns_are_not_met_by_the_codes_of_their_airports(world):
    for code in ("YES", "ACT", "PEI", "KZN", "DAM", "THR", "LON"):
        towns = [m for m in world.lookup(code) if m.place.feature_class == "P"]
        assert [match for match in towns if match.how == "abbreviation"] == [], code


def test_both_places_of_an_abbreviation_are_met(world):
    assert {m.place.country_code for m in world.lookup("SA")} >= {"ZA", "AU"}
    assert {m.place.country_code for m in world.lookup("WA")} >= {"US", "AU"}
    assert {m.place.country_code for m in world.lookup("NT")} >= {"CA", "AU"}


# Old names


@pytest.mark.parametrize(
    ("name", "today"),
    pairs("""
        Leningrad, Petrograd: Saint Petersburg; Stalingrad, Tsaritsyn: Volgograd;
        Königsberg, Konigsberg: Kaliningrad; Sverdlovsk: Yekaterinburg; Danzig: Gdańsk;
        Breslau: Wrocław; Stettin: Szczecin; Posen: Poznań; Lemberg, Lwow: Lviv; Vilna: Vilnius;
        Reval: Tallinn; Tiflis: Tbilisi; Frunze: Bishkek; Tselinograd, Nur-Sultan: Astana;
        Stalinabad: Dushanbe; Karl-Marx-Stadt: Chemnitz; Pressburg: Bratislava; Agram: Zagreb;
        Titograd: Podgorica; Constantinople, Byzantium: Istanbul; Angora: Ankara;
        Adrianople: Edirne; Trebizond: Trabzon; Alexandretta: İskenderun;
        Salonica, Salonika: Thessaloníki; Bombay: Mumbai; Poona: Pune; Baroda: Vadodara;
        Lyallpur: Faisalabad; Dacca: Dhaka; Rangoon: Yangon; Moulmein: Mawlamyine;
        Peking: Beijing; Nanking: Nanjing; Mukden: Shenyang; Amoy: Xiamen; Yedo: Tokyo;
        Saigon: Ho Chi Minh City; Djakarta: Jakarta; Jesselton: Kota Kinabalu;
        Léopoldville: Kinshasa; Stanleyville: Kisangani; Elisabethville: Lubumbashi;
        Lourenço Marques: Maputo; Fort-Lamy: N'Djamena; Tananarive: Antananarivo;
        Umtali: Mutare; Ciudad Trujillo: Santo Domingo; Bytown: Ottawa
    """),
)
def test_old_names_of_cities(world, name, today):
    place = first(world, name)
    assert (place.name, place.feature_class) == (today, "P")


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Soviet Union", "RU"), ("USSR", "RU"), ("U.S.S.R.", "RU"), ("East Germany", "DE"),
        ("West Germany", "DE"), ("German Democratic Republic", "DE"), ("Czechoslovakia", "CZ SK"),
        ("Yugoslavia", "BA HR ME MK RS SI XK"), ("Serbia and Montenegro", "ME RS"),
        ("Austria-Hungary", "AT HU"), ("Ottoman Empire", "TR"), ("Abyssinia", "ET"),
        ("Upper Volta", "BF"), ("Dahomey", "BJ"), ("Bechuanaland", "BW"), ("Basutoland", "LS"),
        ("Nyasaland", "MW"), ("Northern Rhodesia", "ZM"), ("Rhodesia", "ZW"),
        ("South West Africa", "NA"), ("Belgian Congo", "CD"), ("Kampuchea", "KH"),
        ("East Pakistan", "BD"), ("British India", "BD IN PK"), ("Dutch East Indies", "ID"),
        ("North Vietnam", "VN"), ("South Vietnam", "VN"), ("South Yemen", "YE"),
        ("British Honduras", "BZ"), ("New Hebrides", "VU"), ("Western Samoa", "WS"),
        ("Transjordan", "JO"), ("United Arab Republic", "EG SY"), ("Spanish Sahara", "EH"),
        ("Ukrainian SSR", "UA"),
    ],
)  # fmt: skip
def test_old_names_of_countries_are_those_of_all_that_came_after(world, name, codes):
    found = [m.place for m in world.lookup(name) if m.place.feature_code == "PCLI"]
    assert sorted(place.country_code for place in found) == codes.split()


def test_a_match_says_that_it_is_by_an_old_name(world):
    for name in ("Petrograd", "Upper Volta", "Czechoslovakia", "Tsaritsyn", "Titograd", "Umtali"):
        assert world.lookup(name)[0].how == "historic", name


@pytest.mark.parametrize(
    ("name", "code"),
    [("Transvaal", "ZA.06"), ("Irian Jaya", "ID.36"), ("Szechwan", "CN.32"), ("Zululand", "ZA.02")],
)
def test_old_names_of_divisions(world, name, code):
    assert world.by_iso(code) in [m.place for m in world.lookup(name)]


@pytest.mark.parametrize(
    ("name", "old_place"),
    [
        ("Salisbury", "Harare"), ("Smyrna", "İzmir"),
        ("Canton", "Guangzhou"), ("Batavia", "Jakarta"), ("Antioch", "Antakya"),
        ("Gold Coast", "Ghana"), ("Victoria", "Hong Kong"), ("Pokrovsk", "Engels"),
        ("Nazareth", "Adama"), ("Edo", "Tokyo"), ("Bahia", "Salvador"), ("Formosa", "Taiwan"),
        ("Port Arthur", "Lüshun"), ("Waterloo", "Austin"),
    ],
)  # fmt: skip
def test_old_names_give_way_to_places_that_are_called_so_today(world, name, old_place):
    found = [m.place.name for m in world.lookup(name)]
    assert found[0] != old_place
    assert old_place in found
    assert world.lookup(name)[found.index(old_place)].how == "historic"


# Seats of power


@pytest.mark.parametrize(
    ("name", "code"),
    pairs("""
        White House, the White House, Capitol Hill, the Pentagon, Foggy Bottom: US;
        Downing Street, Whitehall, Westminster, No. 10, 10 Downing Street: GB; Holyrood: GB.SCT;
        Stormont: GB.NIR; Senedd: GB.WLS; Élysée, the Elysee Palace, Matignon, Quai d'Orsay: FR;
        the Kremlin, Kremlin, State Duma: RU; Bundestag, the Chancellery: DE; Hofburg: AT;
        Binnenhof: NL; Quirinal, Palazzo Chigi, Farnesina: IT; Moncloa, Zarzuela: ES;
        Generalitat: ES.56; Rosenbad: SE; Storting: NO; Christiansborg, Folketing: DK;
        Eduskunta: FI; Althing: IS; Riigikogu: EE; Saeima: LV; Seimas: LT; Sejm: PL;
        Prague Castle: CZ; Sándor Palace: HU; Cotroceni: RO; Maximos Mansion: GR; Sabor: HR;
        Verkhovna Rada, Bankova: UA; Akorda: KZ; Jogorku Kenesh: KG;
        Beştepe, Bestepe, Sublime Porte: TR; Knesset: IL; Muqata, Muqata'a: PS; Grand Serail: LB;
        Ittihadiya Palace: EG; El Mouradia: DZ; Makhzen: MA; Villa Somalia: SO; Aso Rock: NG;
        Jubilee House, Flagstaff House: GH; Unity Palace, Etoudi: CM; Koulouba: ML;
        Union Buildings, Mahlamba Ndlopfu: ZA; Munhumutapa: ZW; Urugwiro: RW;
        Zhongnanhai: CN; Blue House, Cheong Wa Dae: KR; Kantei, Nagatacho: JP;
        Legislative Yuan: TW; Malacañang, Malacanang: PH; Istana: SG; Merdeka Palace: ID;
        Rashtrapati Bhavan, South Block, Raisina Hill, Lok Sabha: IN; Aiwan-e-Sadr: PK;
        Bangabhaban: BD; Temple Trees: LK; Singha Durbar: NP; Wolesi Jirga: AF;
        Parliament Hill, Rideau Hall: CA; Los Pinos: MX; Casa de Nariño: CO; Carondelet: EC;
        Miraflores Palace: VE; Planalto, Itamaraty: BR; Casa Rosada: AR; La Moneda: CL;
        Palacio Quemado: BO; Berlaymont: european-union
    """),
)
def test_seats_stand_for_their_governments(world, name, code):
    place = world.get(f"dateline:{code}") if code.islower() else world.by_iso(code)
    assert first(world, name, "seat") == place


def test_a_hundred_countries_have_a_seat():
    seats = {row["place"] for row in read_rows(FOLDER, "aliases") if row["how"] == "seat"}
    assert sum(len(place) == 2 for place in seats) > 110


def test_state_house_is_no_seat_since_a_dozen_countries_have_one(world):
    for name in ("State House", "Presidential Palace", "Parliament House", "Republican Palace"):
        assert first(world, name, "seat") is None, name


# What leads first where


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Paris", "FR", "P"), ("London", "GB", "P"), ("Berlin", "DE", "P"), ("Rome", "IT", "P"),
        ("Madrid", "ES", "P"), ("Vienna", "AT", "P"), ("Moscow", "RU", "P"), ("Athens", "GR", "P"),
        ("Cairo", "EG", "P"), ("Tunis", "TN", "P"), ("Tripoli", "LY", "P"), ("Amman", "JO", "P"),
        ("Jordan", "JO", "A"), ("Chad", "TD", "A"), ("Turkey", "TR", "A"), ("Georgia", "GE", "A"),
        ("Mali", "ML", "A"), ("Niger", "NE", "A"), ("Togo", "TG", "A"), ("Cuba", "CU", "A"),
        ("Peru", "PE", "A"), ("Lebanon", "LB", "A"), ("Guinea", "GN", "A"), ("Oman", "OM", "A"),
        ("Jersey", "JE", "A"), ("Monaco", "MC", "A"), ("Victoria", "AU", "A"), ("Man", "CI", "P"),
        ("Lincoln", "US", "P"), ("Mobile", "US", "P"), ("Nice", "FR", "P"), ("Reading", "GB", "P"),
        ("Bath", "GB", "P"), ("Split", "HR", "P"), ("Philadelphia", "US", "P"),
        ("Salisbury", "GB", "P"), ("Venice", "IT", "P"), ("Columbia", "US", "P"),
        ("Granada", "ES", "P"), ("Salvador", "BR", "P"), ("Zaragoza", "ES", "P"),
        ("Cancun", "MX", "P"), ("Salem", "IN", "P"), ("Norfolk", "US", "P"), ("Troy", "US", "P"),
        ("Limerick", "IE", "P"), ("Frankfort", "US", "P"), ("Montgomery", "US", "P"),
        ("Waterloo", "CA", "P"), ("Wigan", "GB", "P"), ("Bathurst", "AU", "P"),
        ("Uman", "UA", "P"), ("Pokrovsk", "UA", "P"), ("Sari", "IR", "P"), ("Galle", "LK", "P"),
        ("Puno", "PE", "A"), ("Antioquia", "CO", "A"), ("Pernambuco", "BR", "A"),
        ("Mysore", "IN", "P"), ("Pueblo", "US", "P"), ("Brunswick", "US", "P"),
        ("Edinburg", "US", "P"), ("Orlando", "US", "P"), ("Phoenix", "US", "P"),
        ("Buffalo", "US", "P"), ("Cork", "IE", "P"), ("Perth", "AU", "P"),
        ("Java", "ID", "L"), ("Sahara", None, "L"),
    ],
)  # fmt: skip
def test_no_name_of_the_tables_takes_a_name_from_a_better_known_place(
    world, name, country, feature
):
    place = first(world, name)
    assert (place.country_code, place.feature_class) == (country, feature)


def test_georgia_is_the_country_then_the_state(world):
    found = [m.place for m in world.lookup("Georgia")]
    assert found[:2] == [world.country("GE"), world.by_iso("US.GA")]


@pytest.mark.parametrize(
    ("code", "name"),
    pairs("""
        BR.07: Federal District; DE.03: Bremen; ES.34: Asturias; ES.60: Valencian Community;
        RU.04: Altai Krai; RU.47: Moscow Oblast; RU.11: Buryatia; ML.06: Sikasso;
        PG.07: Bougainville; TL: Timor-Leste; MO: Macau;
        KZ.05: Astana; MX.09: Mexico City; SY.04: Raqqa; YE.25: Taiz; GB.ENG.D8: County Durham;
        CW: Curaçao; VA: Vatican City
    """),
)
def test_places_show_their_english_name(world, code, name):
    index = world.index
    rows = [row for row in range(len(index)) if index.code(row) == code]
    assert [index.name(row) for row in rows] == [name]


# The tables themselves


def test_every_adjective_and_demonym_of_the_table_finds_its_place(world, row_of):
    for row in read_rows(FOLDER, "demonyms"):
        for name in _listed(row["adjectives"]) + _listed(row["demonyms"]):
            assert row_of[row["place"]] in world.lookup_ids(name), (row["place"], name)


def test_every_other_name_of_the_table_finds_its_place(world, row_of):
    for row in read_rows(FOLDER, "aliases"):
        for name in _listed(row["names"]):
            assert row_of[row["place"]] in world.lookup_ids(name), (row["place"], name)


def _listed(cell: str) -> list[str]:
    return [name for name in cell.split("|") if name]


def test_a_place_has_one_row_a_way_and_each_name_once():
    demonyms, aliases = read_rows(FOLDER, "demonyms"), read_rows(FOLDER, "aliases")
    assert _repeated(row["place"] for row in demonyms) == []
    assert _repeated((row["place"], row["how"]) for row in aliases) == []
    cells = [cell for row in demonyms for cell in (row["adjectives"], row["demonyms"])]
    for cell in cells + [row["names"] for row in aliases]:
        assert _repeated(_listed(cell)) == [], cell
        assert "" not in cell.split("|") or not cell, cell


def test_a_place_is_not_met_by_a_name_in_two_ways():
    ways = Counter(
        (row["place"], fold(name))
        for row in read_rows(FOLDER, "aliases")
        for name in {fold(name): name for name in _listed(row["names"])}.values()
        if row["how"] in ("folded", "historic", "variant", "seat")
    )
    assert [key for key, count in ways.items() if count > 1] == []


def _repeated(items):
    return [item for item, count in Counter(items).items() if count > 1]


def test_the_rows_stand_in_order_of_way_and_place():
    rows = read_rows(FOLDER, "aliases")
    assert {row["how"] for row in rows} == set(HOWS)
    keys = [(HOWS.index(row["how"]), *_order(row["place"])) for row in rows]
    assert keys == sorted(keys)


def _order(place: str) -> tuple[int, str, int]:
    """Countries, divisions, towns by their number, regions."""
    if place.startswith("geonames:"):
        return 2, "", int(place[9:])
    kind = 3 if place.islower() else 1 if "." in place else 0
    return kind, place, 0


def test_the_tables_hold_plain_names():
    for table in ("aliases", "demonyms"):
        with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert not re.search(r"[\u2018\u2019\t]|  | \||\| ", "|".join(row)), row
