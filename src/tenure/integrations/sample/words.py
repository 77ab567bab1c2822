"""The words that the sample company's world is made of. All organisations and people are invented."""

from dataclasses import dataclass
from typing import Any

COMPANY = "Harrow & Lind"
DOMAIN = "harrowlind.example"
SOURCE = "sample"
CRITERIA_NAME = "Sample selection"
TEMPLATE = "A new service customer"
NEXT_CRITERIA_NAME = "Sample selection, next year"


@dataclass(frozen=True)
class Country:
    """A country of the sample world: its currency, dialling code, legal form, places and common names."""

    name: str
    currency: str
    dial: str
    form: str
    cities: tuple[tuple[str, str], ...]
    first: tuple[str, ...]
    last: tuple[str, ...]


COUNTRIES = (
    Country(
        "Germany", "EUR", "+49", "GmbH",
        (("Hamburg", "20457"), ("Kiel", "24103"), ("Kassel", "34117"), ("Ulm", "89073"), ("Jena", "07743")),
        ("Maria", "Jürgen", "Katrin", "Stefan", "Heike", "Lukas", "Sabine", "Uwe"),
        ("Brandt", "Köhler", "Seidel", "Voss", "Arnold", "Thiele", "Groß", "Wendt"),
    ),
    Country(
        "United Kingdom", "GBP", "+44", "Ltd",
        (("Leeds", "LS1 4DY"), ("Hull", "HU1 1UU"), ("Derby", "DE1 2GB"), ("Swansea", "SA1 3SN")),
        ("Oliver", "Grace", "Harriet", "Callum", "Imogen", "Rhys", "Fiona", "Daniel"),
        ("Ashworth", "Pemberton", "Hale", "Whitlock", "Marsden", "Rowe", "Calder", "Lyle"),
    ),
    Country(
        "France", "EUR", "+33", "SAS",
        (("Lyon", "69002"), ("Nantes", "44000"), ("Metz", "57000"), ("Pau", "64000")),
        ("Hélène", "Benoît", "Aurélie", "Thierry", "Camille", "Éric", "Sandrine"),
        ("Moreau", "Lefèvre", "Garnier", "Perrin", "Chauvet", "Dupré", "Marchand"),
    ),
    Country(
        "Netherlands", "EUR", "+31", "B.V.",
        (("Utrecht", "3511 AA"), ("Zwolle", "8011 PK"), ("Breda", "4811 AE")),
        ("Sanne", "Joost", "Femke", "Ruben", "Marijke", "Bas"),
        ("de Wit", "van Dam", "Kuipers", "Bakker", "Hoekstra", "Smit"),
    ),
    Country(
        "Poland", "PLN", "+48", "Sp. z o.o.",
        (("Gdańsk", "80-831"), ("Łódź", "90-001"), ("Poznań", "61-001")),
        ("Agnieszka", "Piotr", "Magdalena", "Tomasz", "Ewa", "Marek"),
        ("Nowicka", "Zieliński", "Wrona", "Lis", "Kaczmarek", "Górska"),
    ),
    Country(
        "Italy", "EUR", "+39", "S.p.A.",
        (("Bergamo", "24121"), ("Parma", "43121"), ("Udine", "33100")),
        ("Giulia", "Marco", "Elena", "Paolo", "Chiara", "Luca"),
        ("Ferri", "Colombo", "Bassi", "Galli", "Moretti", "Sala"),
    ),
    Country(
        "Sweden", "SEK", "+46", "AB",
        (("Luleå", "972 31"), ("Örebro", "702 11"), ("Malmö", "211 20")),
        ("Astrid", "Nils", "Elin", "Gustav", "Maja", "Oskar"),
        ("Lindqvist", "Öberg", "Sandström", "Hedlund", "Nyman", "Ek"),
    ),
    Country(
        "Spain", "EUR", "+34", "S.L.",
        (("Vigo", "36201"), ("Gijón", "33201"), ("Zaragoza", "50001")),
        ("Lucía", "Javier", "Nuria", "Álvaro", "Pilar", "Sergio"),
        ("Ibáñez", "Vidal", "Ortega", "Serrano", "Peña", "Castro"),
    ),
    Country(
        "Austria", "EUR", "+43", "GmbH",
        (("Graz", "8010"), ("Linz", "4020"), ("Wels", "4600")),
        ("Johanna", "Florian", "Theresa", "Markus", "Eva"),
        ("Hofer", "Steiner", "Gruber", "Leitner", "Moser"),
    ),
    Country(
        "United States", "USD", "+1", "Inc.",
        (("Toledo, OH", "43604"), ("Tulsa, OK", "74103"), ("Erie, PA", "16501"), ("Mobile, AL", "36602")),
        ("Ashley", "Brandon", "Megan", "Tyler", "Denise", "Craig", "Monica"),
        ("Harlan", "Whitaker", "Delgado", "Boone", "Ellison", "Prentice", "Vaughn"),
    ),
)  # fmt: skip

# What one unit of a currency is worth in euro at the start, and how far it drifts in three years.
RATES = {"GBP": (1.16, 0.02), "PLN": (0.224, 0.03), "SEK": (0.087, 0.04), "USD": (0.925, -0.04)}

STEMS = (
    "Alder", "Ambra", "Arbo", "Birch", "Bora", "Brack", "Calder", "Cedar", "Corvan", "Dogwood", "Drava", "Elm",
    "Esker", "Fenn", "Fir", "Fjell", "Garda", "Gorse", "Halden", "Hazel", "Helio", "Isar", "Juniper", "Kestrel",
    "Lark", "Larix", "Linden", "Lune", "Maple", "Merle", "Mosel", "Myrtle", "Nettle", "Nerva", "Oaken", "Orla",
    "Osprey", "Pallas", "Pine", "Quill", "Quince", "Rowan", "Rhona", "Saale", "Sorrel", "Spruce", "Tamar", "Teal",
    "Thorne", "Tilia", "Ulmo", "Vesta", "Vireo", "Weald", "Willow", "Wren", "Yarrow", "Yew", "Zelkova", "Zenna",
)  # fmt: skip

# Industry -> how its companies call themselves, and which product families they can use.
INDUSTRIES = {
    "Food and drink": (("Foods", "Dairies", "Brewing", "Mills"), ("Filters", "Pumps", "Seals", "Service")),
    "Chemicals": (("Chemicals", "Coatings", "Resins"), ("Filters", "Pumps", "Valves", "Seals", "Sensors", "Service")),
    "Marine": (("Marine", "Shipyards", "Offshore"), ("Pumps", "Valves", "Seals", "Service")),
    "Energy": (("Energy", "Power", "Utilities"), ("Filters", "Valves", "Sensors", "Service")),
    "Rail": (("Rail", "Rolling Stock"), ("Seals", "Valves", "Sensors")),
    "Pharmaceuticals": (("Pharma", "Biotech", "Clinics"), ("Filters", "Sensors", "Service")),
    "Paper and print": (("Paper", "Printing", "Packaging"), ("Filters", "Pumps", "Seals")),
    "Machinery": (("Hydraulics", "Machines", "Tools"), ("Pumps", "Valves", "Seals", "Sensors")),
    "Logistics": (("Logistics", "Cold Storage"), ("Filters", "Sensors", "Service")),
    "Public works": (("Waterworks", "Harbour Board"), ("Pumps", "Filters", "Valves", "Service")),
    "Trade": (("Industrial Supply", "Technical Stores"), ("Filters", "Pumps", "Seals", "Valves", "Sensors")),
}  # fmt: skip

# What the codes of a family's products begin with.
FAMILY_CODES = {"Filters": "FI", "Pumps": "PU", "Valves": "VA", "Seals": "SL", "Sensors": "SN", "Service": "SV"}

# Family -> products: name, list price and cost in euro.
PRODUCTS = {
    "Filters": (
        ("Bag filter F20", 84, 41), ("Bag filter F40", 129, 60), ("Cartridge C10", 36, 15), ("Cartridge C25", 58, 24),
        ("Sterile cartridge S5", 212, 88), ("Strainer basket", 147, 79), ("Filter press cloth", 390, 231),
        ("Coalescer element", 268, 121),
    ),
    "Pumps": (
        ("Centrifugal pump P3", 1840, 1190), ("Centrifugal pump P7", 3260, 2140), ("Dosing pump D1", 980, 560),
        ("Diaphragm pump M2", 1430, 860), ("Bilge pump B4", 760, 498), ("Impeller set", 215, 96),
        ("Pump controller", 540, 262), ("Repair kit P", 168, 61),
    ),
    "Valves": (
        ("Ball valve DN25", 62, 33), ("Ball valve DN50", 118, 66), ("Butterfly valve DN80", 176, 104),
        ("Check valve DN50", 93, 50), ("Control valve CV2", 1260, 705), ("Actuator A1", 610, 325),
        ("Safety valve SV", 340, 171),
    ),
    "Seals": (
        ("O-ring set", 14, 4), ("Lip seal 40", 22, 8), ("Mechanical seal M12", 185, 71),
        ("Mechanical seal M24", 310, 126), ("Gasket sheet", 46, 19), ("Gland packing", 38, 15),
    ),
    "Sensors": (
        ("Pressure sensor PS1", 148, 62), ("Flow meter FM2", 690, 334), ("Level probe LP", 235, 104),
        ("Turbidity sensor TS", 1180, 585), ("Gateway G1", 420, 188),
    ),
    "Service": (
        ("Inspection visit", 680, 395), ("Overhaul", 2400, 1510), ("Calibration", 310, 148),
        ("Training day", 1150, 520), ("Spare parts contract", 1900, 830), ("Remote monitoring", 260, 74),
    ),
}  # fmt: skip

MEMBERS = (
    ("maren.okafor", "Maren Okafor", "director", "Director of key accounts"),
    ("sofia.marchetti", "Sofia Marchetti", "administrator", "Sales operations"),
    ("ilse.brandt", "Ilse Brandt", "director", "Mentor, managing director"),
    ("anna.weber", "Anna Weber", "account_manager", "Key account manager, north"),
    ("tom.ruiz", "Tom Ruiz", "account_manager", "Key account manager, west"),
    ("lea.novak", "Lea Novak", "account_manager", "Key account manager, east"),
    ("jonas.lind", "Jonas Lind", "account_manager", "Account manager, small accounts"),
    ("priya.nair", "Priya Nair", "viewer", "Customer service"),
)

# Who decides: publishes the seasons, shares views, puts people on teams.
DIRECTOR = "maren.okafor"

# Seniority 5 is the top; each with titles and the function they belong to.
TITLES = {
    5: (("Managing director", "general"), ("Finance director", "finance"), ("Operations director", "operations")),
    4: (("Head of procurement", "procurement"), ("Plant director", "operations"), ("Head of engineering", "technical")),
    3: (("Category buyer", "procurement"), ("Maintenance manager", "technical"), ("Controller", "finance")),
    2: (("Process engineer", "technical"), ("Buyer", "procurement"), ("Planner", "operations")),
    1: (("Shift leader", "operations"), ("Storekeeper", "operations"), ("Fitter", "technical")),
}  # fmt: skip

QUESTIONS = {
    "access": ("Relationship access", "We know nobody who decides", "We are welcome at every level"),
    "fit": ("Strategic fit", "Wants what we do not do", "Builds on what we do best"),
    "potential": ("Potential", "Buys all it ever will", "Could buy many times more"),
}
# What each grade is promised. Less for the last, but something, and it is kept more often than what the first is told.
SERVICE: dict[str, dict[str, Any]] = {
    "a": {
        "visit_days": 21, "response_hours": 4, "has_sponsor": True, "reviews_per_year": 4,
        "payment_terms": "60 days net", "promise": "One person who knows you, and a plan we make together.",
    },
    "b": {
        "visit_days": 45, "response_hours": 8, "has_sponsor": False, "reviews_per_year": 2,
        "payment_terms": "45 days net", "promise": "A name of your own, and two looks ahead a year.",
    },
    "c": {
        "visit_days": 120, "response_hours": 16, "has_sponsor": False, "reviews_per_year": 1,
        "payment_terms": "30 days net", "promise": "An expert when you need one, and a yearly check of what you use.",
    },
    "d": {
        "visit_days": 365, "response_hours": 24, "has_sponsor": False, "reviews_per_year": 0,
        "payment_terms": "14 days net", "promise": "A call a year, and the goods on the day that we named.",
    },
}  # fmt: skip
EVIDENCE = {
    "access": ("Met the decider twice this quarter", "Only the buyer takes our calls", "Our sponsor knows the board"),
    "fit": ("Asked us into its development project", "Buys on price alone", "Standardised on our seals last year"),
    "potential": ("New plant planned for next year", "Splits its volume in three", "Spends twice as much elsewhere"),
}  # fmt: skip

# What guides the sample company.
GUIDANCE = {
    "vision": "The supplier that nobody has to chase.",
    "mission": "We keep our customers' lines running, and say early when we cannot.",
    "core_values": "Say it first\nKeep what we promise\nOne team for the customer\nThink in years",
}
