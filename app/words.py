"""The catalogue: every sentence that somebody reads. Short, adult, kind, one idea.

Blanks in braces are filled by the pages. A number that a rule holds stands in that rule, and fills its sentence from
there. A test reads all of it.
"""

from datetime import date, datetime, timedelta

from boards.bin import KEPT as BIN_KEPT
from boards.key import SEED_KEPT
from boards.link import MOST_DAYS as LINK_MOST_DAYS
from boards.password import SHORTEST as PASSWORD_SHORTEST
from boards.permission import LASTS as PERMISSION_LASTS

DAY = timedelta(days=1)


def lasting(time: timedelta) -> str:
    """How long something lasts, as people say it: one hour, 30 days, one year (of 365 days or 366)."""
    years = time // (365 * DAY)
    if years and time <= 366 * years * DAY:
        return _measured(years, "year")
    sizes = {"day": DAY, "hour": timedelta(hours=1), "minute": timedelta(minutes=1)}
    measure = next((name for name, size in sizes.items() if time >= size and not time % size), "second")
    return _measured(time // sizes.get(measure, timedelta(seconds=1)), measure)


def _measured(count: int, measure: str) -> str:
    return f"one {measure}" if count == 1 else f"{count} {measure}s"


# --- everywhere -------------------------------------------------------------------------------------

PRODUCT = "Recipe Board"
SKIP = "Skip to the page"
WHERE_AM_I = "Where am I"
MENU = "Menu"
BOARDS = "Our boards"
RECIPES = "Our recipes"
LINKS = "Family links"
BIN = "Bin"
PEOPLE = "People"
SIGN_OUT = "Sign out"
SIGN_IN = "Sign in"
SIGNED_IN_AS = "Signed in as {name}"
HELP = "Need help? Ask {name}."
HELP_MORE = "Who can do what"
UNDO = "Undo"
GO_BACK = "Go back"
SAVE = "Save"
DONE = "Done"
ERROR_TITLE = "Error: {title}"
ERROR_HEADING = "There is a problem"
MOVE_UP = "Move up"
MOVE_DOWN = "Move down"
THING_MOVE_UP = "Move up: {what}"
THING_MOVE_DOWN = "Move down: {what}"

# --- numbers and days -------------------------------------------------------------------------------

ONE_RECIPE = "{count} recipe"
MANY_RECIPES = "{count} recipes"
ONE_STEP = "{count} step"
MANY_STEPS = "{count} steps"
STEP_NUMBER = "Step {number}"
STEP_OF = "Step {number} of {count}"
PHOTO_OF_STEP = "Photo of step {number}"
THIS_PHOTO = "This photo"
RECIPE_OF_DAY = "Recipe {number} from {day}"

# --- the first start, signing in --------------------------------------------------------------------

SETUP = "Welcome"
SETUP_LEAD = "Make a home for your group. You can start to cook in two minutes."
SETUP_GROUP = "Name of your group"
SETUP_GROUP_HINT = "For example: Tuesday cooks"
SETUP_NAME = "Your name"
SETUP_NAME_HINT = "Members see this name when they need help."
EMAIL = "Email address"
EMAIL_HINT = "You sign in with this. We send no emails."
PASSWORD = "Password"  # noqa: S105 - a label
PASSWORD_HINT = f"Use {PASSWORD_SHORTEST} letters or more. A few words together are good."
SETUP_EXAMPLE = "Start with an example board"
SETUP_EXAMPLE_HINT = "It shows what a full board looks like. You can put it in the bin later."
SETUP_DO = "Start"
EXAMPLE_BOARD = "Our kitchen"
SETUP_DONE = "Hello {name}. Your group is ready."
SIGN_IN_LEAD = "This is for support workers."
SIGN_IN_MEMBERS = "Do you cook with the group? Use your card, or the tablet of the group."
SIGN_IN_AGAIN = "Sign in first. Then you see the page that you asked for."
SIGN_IN_FRESH = "Sign in again, please. This keeps everybody safe."
SIGNED_OUT = "You are signed out."
SIGNED_OUT_EVERYWHERE = "You are signed out on every device."
PASSKEY_USE = "Use a passkey"
PASSKEY_ADD = "Add a passkey"
PASSKEY_FAILED = "That did not work. Try again, or use your password."
OR_PASSWORD = "Or use your email address"  # noqa: S105 - a heading

# --- the tablet and the card ------------------------------------------------------------------------

WHO = "Who is cooking today?"
WHO_LEAD = "Tap your picture."
WHO_NOBODY = "There are no members yet."
WHO_NOBODY_LEAD = "A support worker signs in and adds people."
WHO_SHUT = "We are not cooking yet."
WHO_SHUT_LEAD = "A support worker starts the cooking. Ask {name}."
WHO_WORKERS = "I am a support worker"
WHO_FINISHED = "You have finished. Your recipes are safe."
HELLO = "Hello {name}"
IS_THIS_YOU = "Is this you?"
THIS_IS_ME = "This is me"
THIS_IS_NOT_ME = "This is not me"
FINISHED = "I have finished cooking"
GO_ON = "You were making a recipe"
GO_ON_DO = "Go on with it"
BADGE_HAVE = "I have a card"
BADGE_SCAN_LEAD = "Hold your card in front of the camera."
BADGE_SCAN_START = "Start the camera"
BADGE_SCAN_LOOKING = "Looking for your card."
BADGE_SCAN_NONE = "The camera does not work here."
BADGE_SCAN_WRONG = "This is not a card of your group."
BADGE_SCAN_OTHERWISE = "Or do it with the camera app:"
BADGE_SCAN_STEPS_OPEN = "Open the camera app of your phone or tablet."
BADGE_SCAN_STEPS_HOLD = "Hold it over the square on your card."
BADGE_SCAN_STEPS_TAP = "Tap the line that comes."
BADGE_REFUSED = "This card does not work now."
BADGE_REFUSED_LEAD = "Ask a support worker for a new card."

# --- people -----------------------------------------------------------------------------------------

MEMBERS = "Members"
WORKERS = "Support workers"
GONE = "People who left"
GONE_LEAD = f"They can come back for {lasting(BIN_KEPT)}."
MEMBERS_NONE = "There are no members yet."
MEMBERS_NONE_LEAD = "Add the people who cook. It takes a minute."
MEMBERS_ADD = "Add members"
MEMBERS_ADD_LEAD = "Each person gets a picture. You can change it later."
MEMBERS_NAMES = "Their names"
MEMBERS_NAMES_HINT = "Type one name on each line."
MEMBERS_ADD_DO = "Add them"
MEMBERS_ADDED_ONE = "{name} is a member now."
MEMBERS_ADDED = "{count} members are here now."
WORKER_ADD = "Add a support worker"
WORKER_ADD_LEAD = "They get an invitation. With it they choose how they sign in."
WORKER_NAME = "Their name"
WORKER_ADD_DO = "Make an invitation"
PERSON_MEMBER = "Member"
PERSON_WORKER = "Support worker"
PERSON_IS_YOU = "This is you"
HAS_BADGE = "Has a card"
HAS_NO_BADGE = "Has no card"
SIGNS_IN = "Signs in with {ways}"
WAY_PASSKEY = "a passkey"
WAY_PASSWORD = "a password"  # noqa: S105 - a way of signing in
WAY_BOTH = "a passkey or a password"
INVITED_UNTIL = "Invited until {day}"
NOT_INVITED = "Cannot sign in. Make an invitation."
PERSON_NAME = "Change the name"
PERSON_NAME_LABEL = "Name"
PERSON_NAMED = "The name is now {name}."
PERSON_PICTURE = "Change the picture"
PERSON_PICTURE_LEAD = "Choose a picture for {name}."
PERSON_PICTURE_PHOTO = "Or use a photo"
PERSON_PICTURE_PHOTO_LEAD = "Ask {name} first. Everybody at the tablet sees it."
PERSON_SHOWN = "{name} has a new picture."
PERSON_BADGE = "Card"
BADGE_OF = "Card for {name}"
BADGE_NONE_YET = "{name} has no card."
BADGE_SINCE = "The card works since {day}."
BADGE_NEW = "Make a new card"
BADGE_NEW_HINT = "A new card stops the old one."
BADGE_STOP = "Stop the card"
BADGE_STOPPED = "The card of {name} does not work now."
ROLE_WORKER = "Make a support worker"
ROLE_WORKER_ASK = "Make {name} a support worker?"
ROLE_WORKER_CAN = "A support worker can share recipes and change people."
ROLE_WORKER_BADGE = "The card stops. {name} needs an invitation."
ROLE_WORKER_DO = "Make a support worker"
ROLE_MEMBER = "Make a member"
ROLE_MEMBER_ASK = "Make {name} a member?"
ROLE_MEMBER_CAN = "A member can make recipes. They cannot share them."
ROLE_MEMBER_WAYS = "Their password and passkeys stop. They need a card."
ROLE_MEMBER_DO = "Make a member"
ROLE_IS_WORKER = "{name} is a support worker now."
ROLE_IS_MEMBER = "{name} is a member now."
KEEP_ROLE = "Leave it as it is"
LEAVE = "{name} leaves the group"
LEAVE_SHORT = "Leaves the group"
LEAVE_LEAD = "{name} is signed out everywhere. The card stops."
LEAVE_RECIPES_ONE = "{name} made {count} recipe. What do they want?"
LEAVE_RECIPES = "{name} made {count} recipes. What do they want?"
LEAVE_NO_RECIPES = "{name} made no recipes."
LEAVE_KEEP = "The recipes stay"
LEAVE_TAKE = "The recipes go too"
LEAVE_DO = "{name} leaves"
LEAVE_NOT = "{name} stays"
LEFT = "{name} has left the group."
LEFT_WITH_RECIPES = "{name} has left. The recipes are in the bin."
COME_BACK = "Come back"
COME_BACK_THING = "Come back: {what}"
CAME_BACK = "{name} is back. Make a new card."
CAME_BACK_WORKER = "{name} is back. Make an invitation."
INVITE = "Make an invitation"
INVITATION = "Invitation for {name}"
INVITATION_SEND = "Give this address to {name}"
INVITATION_ONCE = "It works once, until {day}."
INVITATION_OTHERS = "Give it to nobody else."
INVITATION_QR = "Or show this code. A phone camera opens it."
INVITATION_QR_ALT = "QR code of the invitation for {name}"
INVITATION_PAST = f"The address shows for {lasting(SEED_KEPT)} only."
INVITATION_PAST_LEAD = "Was it lost? Make a new invitation."
INVITATION_NEW = "Make a new one"
INVITED = "The invitation for {name} is ready."
JOIN_LEAD = "Choose how you sign in to {group}."
JOIN_PASSKEY = "A passkey is easy and safe. Your phone or computer keeps it."
JOIN_DO = "Sign in like this"
JOINED = "Hello {name}. You are in."

# --- cards to print ---------------------------------------------------------------------------------

BADGES = "Cards"
BADGES_LEAD = "Who gets a new card?"
BADGES_HINT = "A new card stops the old one."
BADGES_DO = "Make the cards"
BADGES_MADE = f"Print the cards now. This page shows them for {lasting(SEED_KEPT)}."
BADGES_SHEET = "Cards to print"
BADGES_CUT = "Cut along the lines. Laminate the cards."
BADGES_PRINT = "Print"
BADGES_PRINT_HINT = "No button? Choose Print in the menu."
BADGES_PAST = "There are no cards to print."
BADGES_PAST_LEAD = f"Cards show for {lasting(SEED_KEPT)} after you make them."
BADGE_QR_ALT = "QR code of the card for {name}"
BADGE_HOW = "Open the camera. Hold it over the square."

# --- tablets ----------------------------------------------------------------------------------------

TABLETS = "Tablets"
TABLETS_LEAD = "On a tablet, members tap their picture to sign in."
TABLETS_NONE = "There are no tablets yet."
TABLET_MAKE = "Use this device as a tablet"
TABLET_MAKE_LEAD = "Do this on the tablet itself. You are signed out on it."
TABLET_NAME = "Name of this tablet"
TABLET_NAME_HINT = "For example: Kitchen tablet"
TABLET_MAKE_DO = "Make it a tablet"
TABLET_IS_HERE = "This device is {name}."
TABLET_SEEN = "Last used on {day}"
TABLET_STOP = "Stop"
TABLET_STOP_THING = "Stop: {what}"
TABLET_STOP_ASK = "Stop {name}?"
TABLET_STOP_LEAD = "Nobody can sign in on it. Who is on it now is signed out."
TABLET_STOP_DO = "Stop it"
TABLET_KEEP = "Keep it"
TABLET_STOPPED = "{name} is stopped."
TABLETS_OPEN = "The tablets are open until midnight."
TABLETS_SHUT = "The tablets are closed."
TABLETS_OPEN_DO = "Start the cooking"
TABLETS_SHUT_DO = "Close the tablets"
TABLETS_OPENED = "Members can sign in until midnight."
TABLETS_CLOSED = "Nobody can sign in on the tablets now."

# --- how I sign in ----------------------------------------------------------------------------------

ME = "How you sign in"
ME_PASSWORD = "Change your password"  # noqa: S105 - a button
ME_PASSWORD_NEW = "Choose a password"  # noqa: S105 - a button
ME_PASSKEYS = "Your passkeys"
ME_NO_PASSKEYS = "You have no passkeys yet."
ME_PASSKEY_SINCE = "Passkey from {day}"
ME_PASSKEY_REMOVE = "Remove"
ME_PASSKEY_REMOVE_THING = "Remove: {what}"
ME_PASSKEY_ADDED = "You can sign in with this passkey now."
ME_PASSKEY_REMOVED = "The passkey does not work now."
ME_OUT = "Sign out everywhere"
PASSWORD_CHANGED = "Your password is new."  # noqa: S105 - what was done

# --- settings, help, the record ---------------------------------------------------------------------

SETTINGS = "Settings"
SETTINGS_GROUP = "Name of your group"
SETTINGS_HELPER = "Who helps?"
SETTINGS_HELPER_HINT = "Members see this name when they need help."
SETTINGS_OPENS = "A support worker starts the cooking each time"
SETTINGS_OPENS_HINT = "Before that, nobody can sign in on the tablets."
SETTINGS_BASIS = "Photos of people"
SETTINGS_BASIS_HANDS = "Hands and food, no faces"
SETTINGS_BASIS_HANDS_HINT = "A photo that shows a person never leaves the group."
SETTINGS_BASIS_CONSENT = "Each person says who can see them"
SETTINGS_BASIS_CONSENT_HINT = "We ask each person about each photo."
SETTINGS_LOOKS = "The computer looks for people in each photo. Where it finds more than somebody says, you look first."
SETTINGS_LOOKS_NOT = (
    "The computer cannot look for people here. When somebody taps Nobody on a tablet, you look before families do."
)
SETTINGS_DECISIONS = "When somebody cannot decide, a decision for them can show a photo to"
SETTINGS_DECISIONS_NOBODY = "Nobody else"
SETTINGS_DECISIONS_NOBODY_HINT = "Only they see the photo, and support workers."
SETTINGS_DECISIONS_GROUP = "Their group"
SETTINGS_DECISIONS_GROUP_HINT = "The people they cook with see it. Families do not."
SETTINGS_DECISIONS_FAMILY = "People with a link"
SETTINGS_DECISIONS_FAMILY_HINT = "Talk with their family first, and write down why."
SETTINGS_SAVED = "The settings are saved."
RECORD = "What happened"
RECORD_LEAD = "This shows who changed what. It stays for {count} days."
RECORD_EMPTY = "Nothing has happened yet."
RECORD_PHOTO_GONE = "The photo is gone."
RECORD_OLDER = "See older"
RECORD_NEWEST = "See the newest"
OPERATOR = "The person who runs the computer"
SOMEBODY = "Somebody who left"

WHAT_HAPPENED = {
    "group_made": "{who} made the group.",
    "settings_changed": "{who} changed the settings.",
    "member_added": "{who} added {whom} as a member.",
    "worker_added": "{who} added {whom} as a support worker.",
    "made_worker": "{who} made {whom} a support worker.",
    "made_member": "{who} made {whom} a member.",
    "left": "{who} let {whom} leave. The recipes stayed.",
    "left_with_recipes": "{who} let {whom} leave with their recipes.",
    "came_back": "{who} let {whom} come back.",
    "invited": "{who} made an invitation for {whom}.",
    "joined": "{who} used an invitation.",
    "card_made": "{who} made a card for {whom}.",
    "card_stopped": "{who} stopped the card of {whom}.",
    "tablet_made": "{who} made a tablet: {name}.",
    "tablet_stopped": "{who} stopped a tablet: {name}.",
    "tablets_opened": "{who} opened the tablets.",
    "tablets_closed": "{who} closed the tablets.",
    "passkey_added": "{who} added a passkey.",
    "passkey_removed": "{who} removed a passkey.",
    "password_changed": "{who} changed their password.",
    "signed_in": "{who} signed in with a password.",
    "signed_in_by_passkey": "{who} signed in with a passkey.",
    "signed_in_by_tablet": "{who} signed in on {name}.",
    "signed_in_by_card": "{who} signed in with a card.",
    "signed_out_everywhere": "{who} signed out everywhere.",
    "tried_too_often": "Somebody tried wrong passwords for {whom}.",
    "link_made": "{who} made a link for {name}.",
    "link_closed": "{who} closed the link for {name}.",
    "shown_to_family": "{who} put something where a family can see it.",
    "hidden_from_family": "{who} took something away that a family could see.",
    "said_no_one": "{who} said that nobody is in a photo.",
    "said_people": "{who} said who is in a photo.",
    "said_unsure": "{who} left open who is in a photo.",
    "permitted_me": "{whom} chose: Keep it to myself. {who} saved it.",
    "permitted_group": "{whom} chose: My group. {who} saved it.",
    "permitted_family": "{whom} chose: My family, with a link. {who} saved it.",
    "wished": "{whom} chose on the tablet that more people see a photo. A support worker asks.",
    "decisions_reach": "{who} chose how far a decision can show a photo: {name}.",
    "best_interests": "{who} decided for {whom} who can see a photo: {name}.",
    "stopped_showing": "{who} stopped showing a photo of {whom}.",
    "permission_past": "What {whom} said about a photo is past.",
    "covered": "{who} covered something in a photo.",
    "turned": "{who} turned a photo.",
    "things_taken": "{who} took a copy of the things of {whom}.",
    "taken_elsewhere": "{who} took recipes elsewhere, as a file.",
    "brought_in": "{who} brought recipes in, from a file.",
    "things_deleted": "{who} threw away the things of {whom}.",
    "words_shown": "{who} showed the group kind words from {name}.",
    "words_hidden": "{who} kept back words from {name}.",
}
"""The entries of the record, by what was done."""

REACHES = {"": "", "me": "nobody else", "nobody": "nobody else", "group": "the group", "family": "people with a link"}
"""How far something opens a photo, in the record."""

HELP_PAGE = "Who can do what"
HELP_LEAD = "Ask {name} when you need help."
HELP_MEMBERS = "Members can"
HELP_WORKERS = "Support workers can"
HELP_LINKS = "People with a link can"
CREDITS = "The pictures of people and things are from OpenMoji (CC BY\u2011SA 4.0)."

RIGHTS = {
    "see_shared": "See one board or one recipe.",
    "see": "See every board and recipe of the group.",
    "make": "Make recipes and change them.",
    "pin": "Put recipes on boards, and take them off.",
    "bin": "Put recipes in the bin, and put them back.",
    "read_help": "Read this page.",
    "own": "Say who can see photos of them, and take or throw away their things.",
    "look_after": "See what waits, and stop showing a photo.",
    "review": "Say who is in a photo, and write down what people say.",
    "handle_things": "Take or throw away somebody's things, when they ask.",
    "remind": "Put safety reminders on recipes.",
    "arrange": "Make boards, name them and put them in order.",
    "see_links": "See the links, and close them.",
    "share": "Make links for families.",
    "see_people": "See the people, and stop cards and tablets.",
    "change_people": "Add people, cards and tablets, and change them.",
    "read_record": "Read what happened.",
    "change_settings": "Change the settings of the group.",
    "choose_ways_in": "Choose how they sign in themselves.",
}
"""What somebody may do, by the right."""

SYMBOLS = {
    "apple": "Apple",
    "banana": "Banana",
    "carrot": "Carrot",
    "lemon": "Lemon",
    "strawberry": "Strawberry",
    "tomato": "Tomato",
    "grapes": "Grapes",
    "broccoli": "Broccoli",
    "pineapple": "Pineapple",
    "cherries": "Cherries",
    "mushroom": "Mushroom",
    "pepper": "Pepper",
    "cat": "Cat",
    "dog": "Dog",
    "bird": "Bird",
    "fish": "Fish",
    "butterfly": "Butterfly",
    "turtle": "Turtle",
    "sun": "Sun",
    "star": "Star",
    "rainbow": "Rainbow",
    "tree": "Tree",
    "sunflower": "Sunflower",
    "tulip": "Tulip",
    "boat": "Boat",
    "train": "Train",
    "bicycle": "Bicycle",
    "balloon": "Balloon",
    "drum": "Drum",
    "guitar": "Guitar",
}
"""What each drawing shows."""

# --- boards -----------------------------------------------------------------------------------------

BOARDS_EMPTY = "There are no boards yet."
BOARDS_EMPTY_LEAD = "A board holds recipes, like a fridge door."
BOARD_NEW = "Make a board"
BOARD_TITLE = "Name of the board"
BOARD_TITLE_HINT = "For example: Quick lunches"
BOARD_NEW_DO = "Make the board"
BOARD_MADE = "{title} is ready. Now put recipes on it."
BOARD_EMPTY = "There are no recipes yet."
BOARD_EMPTY_LEAD = "Take photos while you cook. They become a recipe."
BOARD_SEE_LIST = "See as a list"
BOARD_SEE_CARDS = "See as cards"
BOARD_SHARE = "Share with family"
BOARD_NAME = "Change this board"
BOARD_ORDER = "Put the recipes in order"
BOARD_ORDER_LEAD = "The first recipe comes first on the board."
BOARD_MOVED = "{title} is now number {place}."
BOARDS_ORDER = "Put the boards in order"
BOARDS_ORDER_LEAD = "The first board comes first on the page."
BOARD_PINS = "Add recipes to this board"
BOARD_PINS_LEAD = "Tap a recipe to put it on the board."
BOARD_PINS_NONE = "Every recipe is on this board already."
BOARD_PIN_DO = "Put on the board"
BOARD_PIN_THING = "Put on the board: {what}"
BOARD_PINNED = "{title} is now on {board}."
BOARD_UNPIN = "Take off"
BOARD_UNPIN_THING = "Take off: {what}"
BOARD_UNPINNED = "{title} is off this board. You can still find it in Our recipes."
BOARD_BIN = "Put this board in the bin"
BOARD_BIN_LEAD = f"The recipes stay. You can put the board back for {lasting(BIN_KEPT)}."
BOARD_BINNED = "{title} is in the bin."
BOARD_BACK = "{title} is back."
BOARD_NAMED = "The board is now called {title}."
BOARD_COVER = "Choose the cover"
BOARD_COVER_LEAD = "Which recipe shows the board best?"
BOARD_COVERED = "{title} is now on the cover."
BOARD_COVERED_FIRST = "The first recipe is on the cover again."

# --- recipes ----------------------------------------------------------------------------------------

RECIPES_EMPTY = "There are no recipes yet."
RECIPES_LEAD = "Every recipe of the group is here. The newest comes first."
RECIPE_NEW = "Make a recipe"
RECIPE_NEW_LEAD = "Show what you did. Try to show hands and food only."
RECIPE_EMPTY = "There are no steps yet."
RECIPE_CHANGE = "Change this recipe"
RECIPE_ADD = "Add photos"
RECIPE_SHARE = "Share with family"
RECIPE_TITLE = "Name of the recipe"
RECIPE_TITLE_HINT = "You can leave this empty. Then it has a number and the day."
RECIPE_NAME = "Give it a name"
RECIPE_NAMED = "The recipe is now called {title}."
RECIPE_ORDER = "Put the steps in order"
RECIPE_ORDER_LEAD = "The first step comes first when you cook."
STEP_MOVED = "{what} is now step {place}."
RECIPE_STEPS = "Add steps"
STEPS_BEFORE = "Add steps before step {number}"
STEP_ADD_BEFORE = "Add steps before this one"
RECIPE_SO_FAR = "Your steps so far"
RECIPE_FINISHED = "I have finished"
RECIPE_UNFINISHED = "This recipe is not finished yet. Families do not see it."
RECIPE_MORE_ADDED = "Somebody added steps meanwhile. Look at them. Then finish again."
RECIPE_MORE_UNFINISHED = "The newest steps are not finished yet. Families do not see them."
RECIPE_BOARDS = "Choose a board"
RECIPE_BOARDS_LEAD = "Where do you want to put {title}?"
RECIPE_BOARDS_NONE = "There are no boards yet. Your recipe is safe in Our recipes."
RECIPE_ON_BOARD = "It is on this board."
RECIPE_SEE = "See the recipe"
RECIPE_COVER = "Choose the cover"
RECIPE_COVER_LEAD = "Which photo shows the recipe best?"
COVER_DO = "Use this photo"
COVER_THING = "Use this photo: {what}"
COVER_IS = "This is the cover now."
RECIPE_COVERED = "Step {number} is now the cover."
RECIPE_COVERED_LAST = "The last step is the cover again."
RECIPE_BIN = "Put in the bin"
RECIPE_BINNED = "{title} is in the bin."
RECIPE_BACK = "{title} is back."

# --- what a recipe needs ----------------------------------------------------------------------------

YOU_NEED = "You need"
YOU_NEED_CHANGE = "Change what you need"
YOU_NEED_SAY = "Say what you need"
INGREDIENTS = "Food"
TOOLS = "Tools"
CAREFUL = "Be careful."
MINUTE = "{count} minute"
MINUTES = "{count} minutes"
NEEDS = "What you need"
NEEDS_LEAD = "Tap a picture. It goes on the list."
NEEDS_THERE = "On the list"
NEEDS_ADD = "Add to the list"
NEEDS_TYPE = "Type a word"
NEEDS_TYPE_LEAD = "Is it not in the pictures? Type what you need."
NEED_WORDS = "What is it?"
NEED_AMOUNT = "How much?"
NEED_AMOUNT_HINT = "For example: 2 cups. You can leave this empty."
NEED_IS_TOOL = "It is a tool"
NEED_IS_TOOL_HINT = "You cook with it, and do not eat it."
NEED_ADD = "Add it"
NEED_ADDED = "{what} is on the list."
NEED_CHANGE = "Change {what}"
NEED_SAVED = "{what} is saved."
NEED_MOVED = "{what} is now number {place}."
NEED_OFF = "Take it off the list"
NEED_TAKEN_OFF = "{what} is off the list."
NEED_BACK = "{what} is back on the list."
NEED_PICTURE = "Change the picture"
NEED_PICTURE_THING = "Change the picture: {what}"
NEED_PICTURE_LEAD = "Tap a picture for {what}."
NEED_PICTURE_BEST = "These fit best"
NEED_PICTURE_PHOTO = "Or use a photo"
NEED_SHOWN = "{what} has a new picture."
NEED_SHOWN_BACK = "{what} has its old picture again."
NEED_HOW_MUCH = "Choose how much"
NEED_HOW_MUCH_LEAD = "{what}: how much do you need?"
NEED_TYPE_AMOUNT = "Type how much"
NEED_HOW_MANY_LEAD = "Tap a number."
NEED_OF_WHAT = "What do you measure with?"
NEED_NO_AMOUNT = "No amount"
NEED_OTHER_NUMBER = "Choose another number"
REMINDERS = "Safety reminders"
REMINDERS_LEAD = "Tick what people must think of. It stands above the steps."
REMINDERS_SAVED = "The reminders are saved."
STEP_CAREFUL = "What must people be careful of?"
STEP_CAREFUL_HINT = "For example: The pan is hot. You can leave this empty."
STEP_TIMER = "How many minutes does it take?"
STEP_TIMER_HINT = "Type a number. You can leave this empty."

REMINDS = {
    "wash_hands": "Wash your hands first.",
    "hot": "Be careful: the oven or pan is hot. Use oven gloves.",
    "sharp": "Be careful: knives are sharp.",
    "raw_meat": "Wash your hands after you touch raw meat.",
    "wash_food": "Wash fruit and vegetables.",
    "allergies": "Ask who has an allergy.",
    "help": "Ask for help when you need it.",
}
"""What each safety reminder says."""

NUMBERS = ("½", "1", "1½", "2", "3", "4", "5", "6", "8", "10", "12")
"""How much or how many can be chosen without typing."""

NOT_MORE_THAN_ONE = ("½", "1")

MEASURE_ONE = {
    "spoon": "{count} spoon",
    "small_spoon": "{count} small spoon",
    "cup": "{count} cup",
    "handful": "{count} handful",
    "pinch": "{count} pinch",
    "tin": "{count} tin",
    "packet": "{count} packet",
    "slice": "{count} slice",
}
"""An amount of one or less, by what it is measured with."""

MEASURE_MANY = {
    "spoon": "{count} spoons",
    "small_spoon": "{count} small spoons",
    "cup": "{count} cups",
    "handful": "{count} handfuls",
    "pinch": "{count} pinches",
    "tin": "{count} tins",
    "packet": "{count} packets",
    "slice": "{count} slices",
}
"""The same for more than one."""

SHELVES = {
    "vegetables": "Vegetables",
    "fruit": "Fruit",
    "meat": "Meat and fish",
    "dairy": "Milk and eggs",
    "bread": "Bread and pasta",
    "cupboard": "Cupboard",
    "drinks": "Drinks",
    "cut": "Tools to cut",
    "mix": "Tools to mix and measure",
    "heat": "Tools to cook",
    "serve": "To serve and clean",
}
"""What stands together in the kitchen."""


# --- cooking ----------------------------------------------------------------------------------------

COOK = "Cook"
COOK_LEAVE = "Back to the recipe"
COOK_RECIPE = "Recipe"
COOK_NEXT = "Next step"
COOK_LAST = "Finish"
COOK_AGAIN = "Cook it again"
COOK_MADE_IT = "You made it!"
SCREEN_STAYS_ON = "The screen stays on while you cook."
LISTEN = "Listen"
LISTEN_STOP = "Stop"
TIMERS = "Timers"
TIMER_TAKES_ONE = "This takes {count} minute."
TIMER_TAKES = "This takes {count} minutes."
TIMER_START_ONE = "Start the timer: {count} minute"
TIMER_START = "Start the timer: {count} minutes"
TIMER_MINUTES_ONE = "{count} minute left"
TIMER_MINUTES = "{count} minutes left"
TIMER_SECONDS_ONE = "{count} second left"
TIMER_SECONDS = "{count} seconds left"
TIMER_UP = "The time is up."
TIMER_MORE = "1 minute more"
TIMER_STOP = "Stop the timer"

# --- how I like it ----------------------------------------------------------------------------------

LOOKS = "How I like it"
LOOKS_LEAD = "It comes with you to every tablet. You can change it any day."
LOOKS_LEAD_FAMILY = "This device keeps it for you. You can change it any day."
LOOKS_SAVED = "Saved. Pages look like this now."
LOOKS_NOW = "It looks like this now"
LOOKS_EXAMPLE = "Cut the tomato."
LOOKS_OF = {
    "size": "How large",
    "view": "Pictures or words",
    "colours": "Colours",
    "light": "Light or dark",
    "reads": "Reading to me",
}
"""What can be liked in one way or another."""
LIKE = {
    "100": "Usual",
    "125": "A bit larger",
    "150": "Larger",
    "200": "Twice as large",
    "both": "Pictures and words",
    "pictures": "Pictures only",
    "list": "A list",
    "calm": "Calm colours",
    "strong": "Strong colours",
    "device": "Like this device",
    "light": "Light",
    "dark": "Dark",
    "no": "Only when I ask",
    "yes": "Read each step to me",
}
"""The ways to like it."""

# --- paper and files --------------------------------------------------------------------------------

PRINT_OR_KEEP = "Print or keep"
PRINT_LEAD = "{title}: how do you want it?"
PRINT_EASY = "Easy Read"
PRINT_EASY_MEANS = "Photos on the left, words on the right."
PRINT_LARGE = "Large print"
PRINT_LARGE_MEANS = "The same with larger letters. It takes more paper."
PRINT_LAMINATE = "To laminate"
PRINT_LAMINATE_MEANS = "One step on each page, with a code that opens it."
PRINT_BOOKLET = "Booklet (PDF)"
PRINT_BOOKLET_MEANS = "A file that you can keep or print."
PAPER_LEAD = "This is what comes out on paper."
PAPER_BY = "Made by {group}"
PAPER_FIRST = "Before you start"
PAPER_QR = "Hold a camera over the code. It opens this step."
PAPER_QR_ALT = "QR code of step {number}"
PAPER_QR_ENDS = "The code works until {day}."
PREVIEW_ALT = "A photo of food"
SETTINGS_PREVIEWS = "Links in chats"
SETTINGS_PREVIEWS_NOTHING = "Show no photo"
SETTINGS_PREVIEWS_NOTHING_HINT = "People see photos when they open the link."
SETTINGS_PREVIEWS_FOOD = "Show a photo of food"
SETTINGS_PREVIEWS_FOOD_HINT = "Nobody is in it. Everybody in the chat sees it."
BOOKLET_MAKING = "We are making your booklet."
BOOKLET_WAITS = "Another booklet comes first."
BOOKLET_PHOTOS = "{count} of {most} photos are ready."
BOOKLET_PAGES = "The photos are ready. Now we write the pages."
BOOKLET_SOON = "A large booklet takes a minute."
BOOKLET_BAR = "How much of it is ready"
BOOKLET_LOOK = "Look again"
BOOKLET_FAILED = "We could not make the booklet."
BOOKLET_FAILED_LEAD = "Your recipes are safe. Wait a moment, then try again."
BOOKLET_CONTENTS = "In this booklet"
BOOKLET_PAGE = "Page {number} of {count}"

# --- keeping a recipe for when there is no signal ---------------------------------------------------

KEEP = "Keep it on this device"
KEEP_HINT = "Then it opens when there is no signal."
KEEP_BEGINS = "Keeping it. Please wait."
KEEP_SO_FAR = "Keeping… {number} of {count}"
KEEP_DONE = "It is on this device."
KEEP_REMOVE = "Remove it from this device"
KEEP_REMOVED = "It is not on this device now."
KEEP_NO_ROOM = "There is no room on this device. It is not kept."
KEEP_NO_SIGNAL = "There is no signal just now. It is not kept."
KEEP_FAULT = "That did not work. It is not kept."
KEPT = "There is no signal."
KEPT_LEAD = "You can open what you kept on this device."
KEPT_NONE = "Nothing is kept here."

# --- hearts -----------------------------------------------------------------------------------------

HEART_SEND = "Say thank you"
HEART_FOR = "For {title}"
HEART_DO = "Send a heart"
HEART_WORDS = "A few kind words"
HEART_WORDS_HINT = "A support worker reads them first. Then the group sees them."
HEART_WORDS_DO = "Send these words"
HEART_SENT = "Thank you. Your heart is on its way."
HEART_WORDS_SENT = "Thank you. A support worker reads your words now."
HEART_BACK = "Back to the recipe"
HEARTS_ONE = "{count} heart"
HEARTS = "{count} hearts"
HEART_FROM = "From {name}"
HEART_GOT = "{title} got a heart."
HEARTS_GOT = "{title} got {count} hearts."
HEART_SHOW = "Show them"
HEART_SHOW_THING = "Show them: {what}"
HEART_HIDE = "Keep them back"
HEART_HIDE_THING = "Keep them back: {what}"
HEART_WORDS_OF = "the words from {name}"
HEART_SHOWN = "The group sees the words from {name}."
HEART_HIDDEN = "Only support workers know the words from {name}. The heart stays."

# --- photos and steps -------------------------------------------------------------------------------

TAKE_PHOTO = "Take a photo"
USE_PHOTOS = "Use photos I have"
PHOTOS_HINT = "Many photos become many steps."
PHOTOS_SAVE = "Save my photos"
PHOTOS_SAVING = "Saving your photos. Please wait."
PHOTOS_NOT_SAVED = "Your photos are not saved yet. They are still here."
PHOTOS_NO_ANSWER = "There is no answer. Is the Wi-Fi on?"
PHOTOS_BROKE_OFF = "The Wi-Fi stopped on the way. Try again."
PHOTOS_HELD_UP = "They did not get through. Wait a moment, then try again."
PHOTOS_NOT_OURS = "Maybe the Wi-Fi wants you to sign in. Look in a new page."
PHOTOS_LOOK = "Look in a new page"
PHOTOS_GO_ON = "Go on"
PHOTO_TOO_LARGE = "This photo is too big to send. Choose a smaller one."
PHOTOS_SAFE = "They are safe on this device. You can leave this page."
PHOTOS_STAY = "Stay on this page until they are saved."
PHOTOS_STORE_FULL = "There is no room on this device. Stay on this page until your photos are saved."
PHOTOS_STORE_FORBIDDEN = "This device keeps nothing. Stay on this page until your photos are saved."
PHOTO_FILE_GONE = "We cannot read {name}. Choose it again."
WAITING_ONE = "{count} photo is waiting. It is safe on this device."
WAITING = "{count} photos are waiting. They are safe on this device."
WAITING_ASIDE_ONE = "{count} photo is put aside. It is not saved."
WAITING_ASIDE = "{count} photos are put aside. They are not saved."
WAITING_IS_ASIDE = "This photo is put aside."
WAITING_LOOK = "Look at them"
WAITING_PUT_ASIDE = "Put it aside"
WAITING_SEND = "Send it"
WAITING_DROP = "Throw it away"
TOLD_THERE = "This is saved now:"
TOLD_EMPTY = "Nothing is there now."
TOLD_YOURS = "Your words are below. You choose which ones stay."
TOLD_KEEP = "Keep these"
TOLD_USE = "Use mine"
TYPED_BACK = "Your words from before are here."
TYPED_USE_SAVED = "Use the saved ones"
TYPED_SAVING = "Your words are being saved."
TYPED_SAFE = "Your words are not saved yet. They are safe on this device. Look at the Wi-Fi, then try again."
TYPED_STAY = "Your words are not saved yet. Stay on this page. Look at the Wi-Fi, then try again."
PHOTO_LEAVE_OUT = "Leave this photo out"
PHOTO_SAVED = "Photo saved."
PHOTOS_SAVED = "{count} photos saved."
STEPS_DONE_ONE = "You have done {count} step."
STEPS_DONE = "You have done {count} steps."
PHOTO_UNREAD = "Photo {number}: {why}"
PHOTO_PARTIAL = "A part of this photo is missing. We saved the rest. Take it again if you can."
STEP_CHANGE = "Change step {number}"
STEP_WORDS = "What did you do?"
STEP_WORDS_HINT = "A few words are enough. You can leave this empty."
STEP_SAID = "Step {number} is saved."
STEP_PHOTO = "Change the photo"
STEP_PHOTO_LEAD = "Choose another photo for step {number}."
STEP_SHOWN = "Step {number} has a new photo."
STEP_PHOTO_BACK = "Step {number} has its old photo again."
STEP_BIN = "Put this step in the bin"
STEP_BINNED = "{what} is in the bin."
STEP_BACK = "{what} is back."
STEPS_BINNED = "The photos are in the bin."

# --- who is in a photo, and who can see it ----------------------------------------------------------

PHOTO_NOT_SHOWN = "This photo is not shown."
PHOTO_ASK = "Step {number}: say who is in the photo"
PHOTO_PEOPLE = "Who is in this photo?"
PHOTO_NUMBER = "Photo {number} of {count}"
PHOTO_LOOKED_AT = "The photo that this is about"
PHOTO_FOUND = "We think a person is in this photo."
PHOTO_FOUND_MANY = "We think {count} people are in this photo."
PHOTO_FOUND_MEANS = "Do you say fewer? Then a support worker looks first."
ANSWER_NO_ONE = "Nobody"
ANSWER_NO_ONE_MEANS = "There is only food, or hands."
ANSWER_ONLY_ME = "Me"
ANSWER_ONLY_ME_MEANS = "I am in it, and nobody else."
ANSWER_OTHERS = "Somebody else"
ANSWER_OTHERS_MEANS = "Other people are in it. I may be in it too."
ANSWER_UNSURE = "I am not sure"
ANSWER_UNSURE_MEANS = "A support worker looks at it."
ANSWERED_NO_ONE = "You said: Nobody is in the photo."
ANSWERED_WAITS = "A support worker looks at the photo. Until then only you see it."
ANSWERED_WAITS_FAMILIES = "A support worker looks at the photo before families see it."
ANSWER_TAKEN_BACK = "Nobody has said yet who is in the photo."
SEE = "Who can see it?"
SEE_ME = "Keep it to myself"
SEE_GROUP = "My group"
SEE_FAMILY = "My family, with a link"
SEE_ME_MEANS = "Only you see it. Support workers can help you with it."
SEE_GROUP_MEANS = "The people you cook with see it."
SEE_FAMILY_MEANS = "People with a link see it. Your group sees it too."
SEE_FAIR = 'You can choose "Keep it to myself". Nobody will be cross.'
SEE_ANY_DAY = "You can change your mind any day."
SEE_HANDS = "Your family sees photos of hands and food only."
SEE_ONCE_MORE = "Let us look at it once more."
CHECK = "Who will see it?"
CHECK_LEAD = "Tap what you chose. Then we know that it is clear."
SAW_WISH = "A support worker asks you first. Until then it stays as it is."
SAW_ME = "You keep this photo to yourself."
SAW_GROUP = "Your group sees this photo."
SAW_FAMILY = "People with a link see this photo."
STOP_SHOWING = "Stop showing"
STOP_SHOWING_THING = "Stop showing: {what}"
STOPPED_SHOWING = "We have stopped showing this photo. Some people may have saved a copy."
CHANGE_WHO_SEES = "Change who sees it"
CHANGE_WHO_SEES_THING = "Change who sees it: {what}"
SAY_WHO_SEES = "Say who sees it"
SAY_WHO_SEES_THING = "Say who sees it: {what}"
PHOTO_FROM = "Photo from {day}"
MY_PHOTOS = "Photos of me"
MY_PHOTOS_LEAD = "You decide who can see each photo of you."
MY_PHOTOS_NONE = "There are no photos of you."
PHOTOS_OF = "Photos of {name}"
PHOTOS_OF_LEAD = "{name} decides who can see each photo."
PHOTOS_OF_NONE = "There are no photos of {name}."
MY_QUESTION_ONE = "We have a question about {count} photo of you."
MY_QUESTIONS = "We have questions about {count} photos of you."
MY_QUESTION_DO = "Look at it"
NOW_UNSAID = "You have not said yet who can see it."
NOW_ME = "You keep it to yourself."
NOW_ME_OF = "Only {name} can see it, and support workers."
NOW_GROUP = "Your group can see it."
NOW_GROUP_ONLY = "Your group can see it. People with a link cannot."
NOW_FAMILY = "People with a link can see it."
NOW_WISH = "On the tablet you chose that more people see it. A support worker asks you first."
NOW_SAID_NO = "You said: Keep it to myself. Then a support worker said: you are not in it."
NOW_SAID_NO_OF = "{name} said no to this photo. Then a support worker said: {name} is not in it."
NOW_SAID_NO_HELP = "Are you in it? Then stop showing it."
NOW_WAITS_WORKER = "A support worker looks at it first."
NOW_WAITS_OTHER = "Somebody else in it has not agreed yet."
ASK_AGAIN_ON = "We ask again on {day}."

# --- my things --------------------------------------------------------------------------------------

THINGS = "My things"
THINGS_OF = "Things of {name}"
THINGS_RECIPES_ONE = "{count} recipe that you made"
THINGS_RECIPES = "{count} recipes that you made"
THINGS_PHOTOS_ONE = "{count} photo of you"
THINGS_PHOTOS = "{count} photos of you"
THINGS_OF_RECIPES_ONE = "{count} recipe that {name} made"
THINGS_OF_RECIPES = "{count} recipes that {name} made"
THINGS_OF_PHOTOS_ONE = "{count} photo of {name}"
THINGS_OF_PHOTOS = "{count} photos of {name}"
THINGS_TAKE = "Take my things with me"
THINGS_TAKE_OF = "Take the things of {name}"
THINGS_TAKE_LEAD = "You get one file. It opens on any computer."
THINGS_OTHERS = "Photos of other people stay here, until they agree."
THINGS_DELETE = "Throw my things away"
THINGS_DELETE_OF = "Throw away the things of {name}"
THINGS_ASK_WORKER = "Ask {name} to do this with you."
THINGS_DELETE_ASK = "Throw all your things away?"
THINGS_DELETE_ASK_OF = "Throw away all the things of {name}?"
THINGS_GO_RECIPES = "The recipes go for good, with their photos."
THINGS_GO_PHOTOS = "Every photo that shows you goes for good."
THINGS_GO_PHOTOS_OF = "Every photo that shows {name} goes for good."
THINGS_NO_UNDO = "Nobody can bring them back."
THINGS_BACKUPS = "Safety copies are gone by {day}."
THINGS_KEEP = "Keep them"
THINGS_DELETED = "Your things are gone. Safety copies are gone by {day}."
THINGS_DELETED_OF = "The things of {name} are gone. Safety copies are gone by {day}."
TAKEN_TITLE = "Recipes of {name}"
TAKEN_LEAD = "This is your own copy from {day}. It works without the internet."
TAKEN_MISSING = "This photo stayed with the group."
TAKEN_BACK = "All my recipes"
ELSEWHERE = "Take it elsewhere"
ELSEWHERE_ALL = "Take all recipes elsewhere"
ELSEWHERE_MEANS = "You get one file, with the photos that families may see. It opens on any computer."
ELSEWHERE_LEAD = "Made by {group}. This copy is from {day}."
ELSEWHERE_BACK = "All recipes"
ELSEWHERE_NO_BOARD = "Other recipes"
BRING = "Bring recipes in"
BRING_LEAD = "Choose a file that you took elsewhere, a recipe from a website, or photos (zip)."
BRING_NEXT = "First you see what is in it. Nothing is made before that."
BRING_FILE = "The file"
BRING_LOOK = "See what is in it"
BRING_TITLE = "What is in this file"
BRING_NOTHING_YET = "Nothing is made yet."
BRING_RECIPE = "{count} recipe."
BRING_RECIPES = "{count} recipes."
BRING_STEP = "{count} step."
BRING_STEPS = "{count} steps."
BRING_PHOTO = "{count} photo."
BRING_PHOTOS = "{count} photos."
BRING_BOARD = "A board: {board}."
BRING_ONE = "{title}: {count}"
BRING_UNNAMED = "A recipe without a name"
BRING_WITHOUT = "{count} step comes without a photo. The photo stayed where it was."
BRING_WITHOUTS = "{count} steps come without a photo. The photos stayed where they were."
BRING_FAMILIES = "Families see nothing of it until you have looked at the photos."
BRING_FAMILIES_LATER = "Families see nothing of it until it is finished."
BRING_DO = "Bring them in"
BRING_KEEP = "Leave it"
BRING_DONE_ONE = "{count} recipe is here now. Look at the photos before families see them."
BRING_DONE = "{count} recipes are here now. Look at the photos before families see them."
BRING_LOST_ONE = "{count} photo is damaged. Its step is here without it."
BRING_LOST = "{count} photos are damaged. Their steps are here without them."
BRING_LEFT_ONE = "{count} photo is damaged. It stays out."
BRING_LEFT = "{count} photos are damaged. They stay out."
BRING_ORDER = "Each photo is a step, in the order that you took them."
BRING_UNDONE = "What you brought in is in the bin now."

# --- what waits for a worker ------------------------------------------------------------------------

REVIEW = "What waits"
REVIEW_LEAD = "Look at these, so that everybody is safe."
REVIEW_NONE = "Nothing waits."
REVIEW_NONE_LEAD = "There is no photo to look at, and there are no words to read."
REVIEW_ONE = "{count} thing waits for you."
REVIEW_MANY = "{count} things wait for you."
REVIEW_DO = "Look at what waits"
REVIEW_LOST = "These photos are damaged"
REVIEW_LOST_SAYS = "Take this photo again, or tell the person who looks after the computer."
REVIEW_PHOTOS = "Who is in these photos?"
REVIEW_ASK = "People to ask"
REVIEW_DUE = "Ask again soon"
REVIEW_WORDS = "Kind words from families"
REVIEW_LOOK = "Look"
REVIEW_LOOK_THING = "Look: {what}"
REVIEW_NOT_SAID = "Nobody has said who is in it."
REVIEW_OTHERS = "{name} said: other people are in it."
REVIEW_UNSURE = "{name} was not sure."
REVIEW_NO_ONE = "{name} said: nobody is in it."
REVIEW_ONE_ALONE = "{name} said: only {name} is in it."
REVIEW_FOUND_ONE = "We think a person is in it."
REVIEW_FOUND = "We think {count} people are in it."
REVIEW_UNSEARCHED = "The computer could not look for people. Look before families see it."
REVIEW_HAD_PEOPLE = "Somebody said before that a person is in it."
REVIEW_WISH = "{name} chose on the tablet: {what}. Ask {name}."
REVIEW_TO_ASK = "{name} has not said who can see it."
REVIEW_ASKED = "A question waits for {name}."
REVIEW_ENDS = "What {name} said ends on {day}."
PHOTO_PAGE = "Photo from {title}"
PHOTO_PAGE_ALONE = "A photo of the group"
IN_IT = "Who is in this photo?"
IN_IT_NOBODY = 'Tap "Nobody" when there are only hands and food.'
IN_IT_GONE = "{name} (has left)"
IN_IT_STRANGER = "Somebody who is not in the group"
IN_IT_STRANGER_HINT = "Nobody else sees the photo. Cover them, or take another photo."
IN_IT_CHILD = "A child"
IN_IT_CHILD_HINT = "The photo stays in the group. It is never shared."
IN_IT_SAVED = "Saved who is in the photo."
IN_IT_NOBODY_SAVED = "Saved: nobody is in the photo."
SEES_NOW = "Who can see it now"
SEES_WAITS = "Only who took it, and support workers."
SEES_WORKERS = "Only support workers."
SEES_EVERYBODY = "The group, and people with a link."
SEES_GROUP = "The group. Families wait until you have looked."
SEES_SAID_ME = "{name}: only {name}"
SEES_SAID_GROUP = "{name}: the group"
SEES_SAID_FAMILY = "{name}: people with a link"
SEES_SAID_NOTHING = "{name} has not said yet."
SEES_GONE = "Somebody in it has left. The group and families do not see it."
SEES_CHILD = "Never people with a link: a child is in it."
SEES_HANDS = "Never people with a link: your group shares hands and food only."
ASK_TOGETHER = "Ask {name}"
ASK_TITLE = "What does {name} say?"
ASK_LEAD = "Look at the photo together. Read the choices to {name}."
ASK_CHOICE = "Who can see this photo?"
ASK_EXPLAINED = "How did you explain it?"
EXPLAINED_WORDS = "In words"
EXPLAINED_PICTURES = "With pictures"
EXPLAINED_SIGNS = "With signs"
EXPLAINED_LANGUAGE = "In another language"
ASK_UNDERSTOOD = "{name} told me who will see it"
ASK_UNDERSTOOD_HINT = "Ask: Who will see this photo? Listen to the answer."
ASK_ENDS = "When do we ask again?"
ASK_ENDS_HINT = f"Choose a day within {lasting(PERMISSION_LASTS)}."
ASK_LATER = "Ask on the tablet"
ASK_LATER_HINT = "The question waits until {name} comes in. To show it to more people, you ask {name} too."
ASK_LATER_DONE = "The question waits for {name}."
ASK_SAVED = "Saved what {name} said."
DECIDE = "{name} cannot decide this"
DECIDE_TITLE = "A decision for {name}"
DECIDE_LEAD = "Only when {name} cannot decide this now, with all the help there is."
DECIDE_LAW = "The Mental Capacity Act asks for what is best for {name}."
DECIDE_ME = "Only {name}"
DECIDE_ME_MEANS = "Support workers see it too."
DECIDE_GROUP = "The group"
DECIDE_GROUP_MEANS = "The people {name} cooks with see it."
DECIDE_FAMILY = "People with a link"
DECIDE_FAMILY_MEANS = "The group sees it too."
DECIDE_REACH = {
    "nobody": "In your group, a decision shows a photo to nobody else.",
    "group": "In your group, a decision shows a photo to the group at most.",
    "family": "In your group, a decision can show a photo to people with a link.",
}
"""How far a decision may open a photo, by the group's setting."""

DECIDE_REASON = "Why is this best for {name}?"
DECIDE_REASON_HINT = "Say what {name} likes and feels. Say why {name} cannot decide."
DECIDE_CONSULTED = "Whom did you ask?"
DECIDE_CONSULTED_HINT = "For example: his sister Jo"
DECIDE_SAVE = "Save this decision"
DECIDED = "The decision for {name} is saved."
DECIDED_BECAUSE = "Decided for {name}: {why}"

# --- turning a photo --------------------------------------------------------------------------------

TURN = "Turn"
TURN_THIS = "Turn this photo"
TURN_STEP = "Turn the photo of step {number}"
TURNED = "The photo is turned."
TURNED_BEFORE = "This is how the photo looks now."

# --- covering a face --------------------------------------------------------------------------------

HIDE = "Cover a face"
HIDE_LEAD = "Put a cover over what nobody should see."
HIDE_HOW = "Drag over the photo, or use numbers."
HIDE_NUMBERS = "Use numbers"
HIDE_FOUND = "Cover the places we found"
HIDE_ADD = "Add this cover"
HIDE_UNDO = "Undo the last cover"
HIDE_LEFT = "From the left, in percent"
HIDE_TOP = "From the top, in percent"
HIDE_WIDTH = "How wide, in percent"
HIDE_HEIGHT = "How high, in percent"
HIDE_NONE = "There is no cover yet."
HIDE_ONE = "{count} cover"
HIDE_MANY = "{count} covers"
HIDE_FOR_GOOD = "What is under a cover is gone for good."
HIDE_DO = "Cover it for good"
HIDDEN = "It is covered. The old photo is gone."

# --- links ------------------------------------------------------------------------------------------

LINKS_LEAD = "Each link shows one board or one recipe. Nobody needs to sign in."
LINKS_EMPTY = "There are no links yet."
LINKS_EMPTY_LEAD = "Open a board or a recipe. Then choose Share with family."
LINK_NEW = "Share {what}"
LINK_NEW_BOARD_LEAD = "Family can see every recipe on this board."
LINK_NEW_RECIPE_LEAD = "Family can see this recipe."
LINK_PHOTOS_ONE = "People with this link can see {count} photo."
LINK_PHOTOS = "People with this link can see {count} photos."
LINK_SEND_ON = "They could send the link to other people."
LINK_NAME = "Who is it for?"
LINK_NAME_HINT = "For example: Mum and Dad"
LINK_ENDS = "Last day"
LINK_ENDS_HINT = f"After this day the link shows nothing. Choose a day within {lasting(LINK_MOST_DAYS * DAY)}."
LINK_SEE = "What they see"
LINK_UNFINISHED = "This recipe is not finished yet. Families do not see it."
LINK_MORE_UNFINISHED = "The newest steps are not finished yet. Families do not see them."
LINK_PHOTO_OF = "Step {number} of {title}"
LINK_PHOTO_OF_NEED = "What you need for {title}"
LINK_SEEN = "They see this photo."
LINK_KEPT = "This photo stays with the group. They see the words."
LINK_UNKNOWN = "Nobody knows yet whether they may see it."
LINK_LOOK = "Look at it"
LINK_LOOK_THING = "Look at it: {what}"
LINK_NO_ONE = "Nobody is in it."
LINK_COVERED = "Something in it is covered."
LINK_NO_WORDS = "No words"
LINK_WAITS_ONE = "{count} photo waits for an answer. Then you can share."
LINK_WAITS = "{count} photos wait for an answer. Then you can share."
LINK_WORD = "A word that the family knows"
LINK_WORD_HINT = "You can leave this empty. With a word, the link asks for it first."
LINK_HAS_WORD = "It asks for a word."
LINK_OPENED_NEVER = "Nobody has opened it yet."
LINK_OPENED_ONE = "Opened once, on {day}."
LINK_OPENED = "Opened {count} times. Last on {day}."
LINK_MAKE = "Share"
LINK_NOT = "Do not share"
LINK_THERE = "Links that are there already"
LINK_MADE = "The link for {name} is ready."
LINK_FOR = "Link for {name}"
LINK_SHOWS = "It shows {what}."
LINK_OPEN_UNTIL = "Open until {day}"
LINK_ENDED = "Ended on {day}"
LINK_CLOSED = "Closed"
LINK_IN_BIN = "Shows nothing: it is in the bin"
LINK_ADDRESS = "Send this address"
LINK_COPY = "Copy the address"
LINK_COPIED = "The address is copied."
LINK_QR = "Or show this code. A phone camera opens it."
LINK_QR_ALT = "QR code of the link for {name}"
LINK_TRY = "See what they see"
LINK_CLOSE = "Close this link"
LINK_CLOSE_ASK = "Close the link for {name}?"
LINK_CLOSE_LEAD = "It shows nothing from now on. It cannot be opened again."
LINK_CLOSE_COPIES = "Some people may have saved a copy of a photo."
LINK_CLOSE_DO = "Close it"
LINK_KEEP = "Keep it open"
LINK_WAS_CLOSED = "The link for {name} is closed."

# --- what a family sees -----------------------------------------------------------------------------

SHARED_TITLE_BOARD = "Shared recipes"
SHARED_TITLE_RECIPE = "A shared recipe"
SHARED_PREVIEW = "Somebody shared this with you. Open it to look."
SHARED_FROM = "{group} chose to show you this."
SHARED_PLEASE = "Please do not copy or post these photos."
SHARED_ENDS = "This page closes after {day}."
SHARED_EMPTY = "There are no recipes here yet."
SHARED_BACK = "All recipes"
SHARED_HELP = "Questions? Ask {group}."
SHARED_NEXT = "Next recipe: {title}"
WORD = "Say the word"
WORD_LEAD = "This page asks for a word that you know."
WORD_LABEL = "The word"
WORD_HINT = "Capital letters do not matter."
WORD_DO = "Open"
CLOSED = "This page is closed."
CLOSED_LEAD = "Ask the person who sent it, or the group, for a new link."

# --- the bin ----------------------------------------------------------------------------------------

BIN_LEAD = f"You can put things back for {lasting(BIN_KEPT)}."
BIN_EMPTY = "The bin is empty."
BIN_BOARDS = "Boards"
BIN_NEEDS = "Food and tools"
BIN_RECIPES = "Recipes"
BIN_STEPS = "Steps"
PUT_BACK = "Put back"
PUT_BACK_THING = "Put back: {what}"
BIN_PINS = "Taken off a board"
BIN_PIN_OF = "{title} on {board}"
BIN_STEP_OF = "Step from {title}"
BIN_NEED_OF = "{what} from {title}"

# --- problems ---------------------------------------------------------------------------------------

NOT_FOUND = "We cannot find this page."
NOT_FOUND_LEAD = "The address may be wrong, or somebody put it in the bin."
NOT_ALLOWED = "You cannot do this."
NOT_ALLOWED_LEAD = "Ask a support worker."
FAULT = "Something went wrong."
FAULT_LEAD = "It is not your fault."
TRY_AGAIN = "Try again"
GO_HOME = "Go to our boards"
TOO_SLOW = "That took too long."
TOO_SLOW_LEAD = "Go back and try again."
SENDS_ALREADY = "You are sending photos already."
SENDS_ALREADY_LEAD = "Wait until they are saved. Then try again."
BUSY = "A lot is going on just now."
BUSY_LEAD = "Wait a moment. Then try again."
AWAY = "We cannot get to the recipes just now."
AWAY_LEAD = "Wait a moment. Then try again."
AWAY_LEAD_SENT = "Wait a moment. Then go back and look if it is saved. If not, try again."
NO_ROOM = "There is no room for more photos."
PHOTOS_SHUT = "Photos cannot be saved just now."
NO_ROOM_TO_SAVE = "There is no room to save this."
NO_ROOM_TO_MAKE = "There is no room to make this just now."
NO_ROOM_TO_SIGN_IN = "There is no room to sign you in just now."
NO_ROOM_LEAD = "Nothing is lost. Tell the person who looks after the computer."
TOO_MUCH = "That is too much at once."
TOO_MUCH_LEAD = "Send fewer photos at a time."
BAD_REQUEST = "We did not understand that."
BAD_REQUEST_LEAD = "Go back and try again."
FROM_ELSEWHERE = "This came from another page."
FROM_ELSEWHERE_LEAD = "Open our page and try again."
SOMEBODY_ELSE = "Somebody else is signed in now."
SOMEBODY_ELSE_LEAD = "Nothing is saved. Sign in as yourself, then do it again."
CHANGED_MEANWHILE = "Somebody else changed this."
CHANGED_MEANWHILE_LEAD = "Look at it again, then try once more."
SAID_MEANWHILE = "Somebody said something meanwhile."
SAID_MEANWHILE_LEAD = "Look at the recipe again, or ask a support worker."

# What stops a start. Read by whoever looks after the computer.
APART = {
    "new": "This database is new or empty, and the photo folder has {count} photos. Was the database moved? "
    "Put it back, or check the two settings.",
    "strange": "This database belongs to another photo folder. It knows {number} of the {count} photos here. "
    "Check the two settings.",
    "few": "This database knows only {number} of the {count} photos in the folder. Its newest changes may be missing. "
    "Look for a newer copy, or for a file ending in -wal.",
    "older": "This database is older than the photo folder. It knows {number} of the {count} photos there. "
    "Look for a newer copy of it.",
    "no_photos": "This database knows {count} photos, and the photo folder is empty. Is its disk there? "
    "Put the photos back, or check the two settings.",
}
APART_NOTHING_CHANGED = "Nothing is changed, and every photo stays where it is."
APART_WAY_ON = "If the two do belong together, say so once: python -m app pair"
PAIR_FOLDER = "Photo folder, from {name}: {place}"
PAIR_DATABASE = "Database, from {name}: {place}"
PAIR_COUNTS = "The folder has {count} photos, and the database knows {number} of them."
PAIR_UNKNOWN = "{number} of the {count} photos in the folder have no row. Unless they get one, they go to the trash."
PAIR_LOST = "{number} of the {count} photos that the database knows are not in the folder."
PAIR_ASKS = "Do they belong together?"
PAIR_DONE = "They belong together now. Start again."
PAIR_UNREADABLE = "The photo folder can't be used: {why}"
PAIR_UNANSWERED = "The database doesn't answer: {why}. Is it running, and is {name} right?"
START_NO_FOLDER = "{place} is no folder. Say another as {name}, or move that away."
START_SHUT = "Nothing can be written in {place}. Say another folder as {name}."
START_DAMAGED = "The database is damaged: {why}. Nothing was changed. Restore the newest backup."
START_RESTORED = "A backup is put back into {place} just now. Start again after that."
START_HALFWAY = "A restore was stopped in {place}. Run it again, then start."
START_UNFIT = {
    "newer": "The database was used by a newer release than this one. Install that release, or restore a backup.",
    "strange": "The database belongs to something else: it has tables that are not ours. Say another as {name}.",
}
START_PORT_TAKEN = "Something serves on {place} already. Stop that, or say another {name}."
START_PORT_SHUT = "We may not serve on {place}. Say a larger number as {name}."
START_NO_HOST = "{place} is no address of this machine. Say another as {name}."
CHECK_OTHER_RELEASE = "This database is not there yet, or of another release. Start once, then check again."
CHECK_DATABASE = "The database is damaged: {why}"
CHECK_DATABASE_WAY_ON = "Stop. Keep a copy of the data folder as it is. Then restore the newest backup."
CHECK_READING = "Reading photos"
CHECK_MISSING = "{place} is missing ({what})."
CHECK_DAMAGED = "{place} is damaged ({what})."
CHECK_THROWN = "{number} photos lie in the trash, though they are wanted."
CHECK_UNKNOWN = "{number} photos were kept before checksums were. They are noted tonight, or with --mend."
CHECK_NOTED = "{number} photos that were kept before checksums were are noted now."
CHECK_MENDED = "{number} photos were put right."
CHECK_WELL = "All is well: {count} photos, each in all its sizes."
CHECK_WRONG = "{number} of {count} photos are missing or damaged."
CHECK_WAY_ON = "What can be put right is put right by: python -m app check --mend"
CHECK_LOST_WAY_ON = "The others may be in a backup. Whoever took one can send it again."
BACKUP_INSIDE = "{place} lies in the data folder. A backup belongs on another disk."
BACKUP_PROMISED = "Pages promise that no backup is kept. Say more days as {name}."
BACKUP_KEEP = "Say how many backups stay, such as 7d4w: days, weeks and months."
BACKUP_READING = "Keeping photos"
BACKUP_LOST = "{place} is missing or damaged, and is not in this backup."
BACKUP_MADE = "{name}: {count} photos, {number} files of them new."
BACKUP_FORGOTTEN = "{name} is removed."
BACKUP_DRILL_WAY_ON = "It is good once it was tried out: python -m app drill {place}"
BACKUP_NO_ROOM = "There is no room in {place}. This backup was not made, and the others are whole."
BACKUP_UNREADABLE = "{place} can't be used: {why}"
BACKUP_BUSY = "Another backup is being made in {place}."
BACKUP_NO_KEY = "This is no key of age: {what}"
BACKUP_KEY_NEEDED = "This backup is encrypted. Say --identity with the file of its key."
VAULTS = {
    "none": "There are no backups in {place}.",
    "something_else": "{place} holds something else. Say an empty folder, or one with backups.",
    "no_such": "There is no backup {what} in {place}.",
    "newer": "{what} belongs to a newer release. Install that one.",
    "missing": "{what} is missing in {place}. This backup can't be used. Take an older one.",
    "damaged": "{what} in {place} is damaged, or the key is another. This backup can't be used. Take an older one.",
}
JOURNALS = {
    "none": "There is no journal in {place}. It holds what was withdrawn since the backup.",
    "damaged": "The journal in {place} is damaged.",
    "other": "The journal in {place} is of another database than the backup.",
    "later": "The journal in {place} begins after this backup. Take a newer backup.",
    "older": "The journal in {place} ends before this backup. Look for a newer copy of it.",
}
JOURNAL_WAY_ON = (
    "Say where it is as {name}. If it is lost, say --without-journal: what comes back is closed to families."
)
RESTORE_SERVED = "The board is served from {place}. Stop that first."
RESTORE_READING = "Laying photos"
RESTORE_FROM = "Backup {name}: {count} photos."
RESTORE_REPLACES = "It replaces the database and the {count} photos in {place}."
RESTORE_REPLAYED = "Since then, {count} things were changed and {number} were taken away. That stays so."
RESTORE_CLOSED = "Every link is closed, and everybody in a photo is asked again."
RESTORE_LOST = "{number} photos are not in the backup. Their steps are there without them."
RESTORE_ASKS = "Shall it be put back?"
RESTORE_NO_ROOM = "There is no room in {place}. Nothing was changed."
RESTORE_DONE = "It is back. What was there before is in {place}. Start again."
RESTORE_SIGN_IN = "Everybody signs in again. Workers who can't: python -m app invite"
DRILL_READING = "Walking through"
DRILL_WELL = "{name} can be put back: {count} pages and {number} files were looked at."
DRILL_FAULT = "{place} is not as it should be."
DRILL_BAD = "{name} can't be put back as it is. Make one in a new folder now, and try that out."
SWEEP_ASKS = "The clock says {now} (UTC), and has not gone on as time did. Is that right?"
SWEEP_DONE = "{count} photos without a row lie in the trash, and {number} came back from it."

PROBLEMS = {
    "too_long": "Use fewer words here. {most} letters is the most.",
    "told_meanwhile": "{name} changed this after you opened it.",
    "unkeepable": "There is a letter here that we cannot keep. Type it again.",
    "not_an_email": "Type an email address, such as name@example.com.",
    "password_too_short": "Use {least} letters or more.",
    "wrong_password": "The email address or the password is not right.",
    "email_taken": "Somebody signs in with this address already.",
    "password_too_common": "This password is easy to guess. Choose other words.",
    "too_often": "Too many tries. Wait {minutes} minutes, then try again.",
    "passkey_refused": "The passkey did not work. Try again.",
    "last_passkey": "Choose a password first. Then remove this passkey.",
    "last_worker": "One support worker must stay who can sign in.",
    "name_taken": "{name} is here already. Add a letter, such as {name} B.",
    "not_in_photo": "This person is not in the photo now.",
    "somebody_is_in_it": 'Take out the people first. Then tap "Nobody".',
    "not_answered": "Choose one of the answers.",
    "nobody_to_see": "Choose who can see it.",
    "not_explained": "Choose how you explained it.",
    "not_understood": "Ask first who will see it. Then tick this.",
    "no_mask": "Add a cover first.",
    "too_many_masks": "A photo takes {most} covers at the most.",
    "not_a_mask": "Use numbers from 0 to 100. Width and height need 1 or more.",
    "too_many_people": "Add {most} people at a time.",
    "nobody_chosen": "Choose who gets a card.",
    "wrong_word": "This is not the word. Try again.",
    "word_too_short": "Use {least} letters or more.",
    "said_meanwhile": "Somebody said something meanwhile. This page shows what they said. Look again.",
    "recipe_unfinished": "This recipe is not finished yet. Finish it first.",
    "photos_wait": "Some photos wait for an answer. Look at them first.",
    "ends_in_the_past": "Choose today or a later day.",
    "ends_too_late": "Choose a day within {within}.",
    "not_a_day": "Choose a day.",
    "not_a_place": "Choose where it goes.",
    "no_photos": "Choose a photo first.",
    "nothing_readable": "Nothing was saved. {why}",
    "not_readable": "{why}",
    "too_many_needs": "A recipe needs {most} things at the most.",
    "not_a_timer": "Use whole minutes, from 1 to {most}.",
    "hearts_enough": "That is enough for today. Thank you.",
    "too_many_steps": "A recipe has {most} steps at the most.",
    "sign_in_needed": "Sign in first. Then come back to this page.",
    "sign_in_again": "Sign in again, please. Then come back to this page.",
    "somebody_else": "Sign in again as yourself. Then come back to this page.",
    "opened_by_nobody": "This page is too old. Open it again, then choose your photos.",
    "no_file": "Choose a file first.",
    "unread_nothing": "There are no recipes in this file.",
    "unread_not_ours": "There is no recipe in this file that we can read.",
    "unread_newer": "A newer Recipe Board made this file. We cannot read it yet.",
    "unread_damaged": "This file is damaged. Get it again, then try once more.",
    "unread_names": "This file is not safe to open. Get it again, then try once more.",
    "unread_locked": "This file is locked with a password. Get one without a password.",
    "unread_too_large": "There is too much in this file. Take fewer recipes at a time.",
    "unread_too_many": "There is too much in this file. Take fewer recipes at a time.",
    "form_unreadable": "We could not read all of that. Try again with fewer photos.",
}
"""What is wrong with what was typed, by the domain's code for it."""

NEEDED = {
    "group": "Type the name of your group.",
    "name": "Type a name.",
    "title": "Type a name for the board.",
    "words": "Type what you need.",
    "email": "Type an email address.",
    "names": "Type a name.",
    "helper": "Type who helps.",
    "reason": "Say why.",
    "consulted": "Say whom you asked.",
    "word": "Type the word.",
}
"""What to type into a field that was left empty."""

PHOTO_PROBLEMS = {
    "empty": "There is nothing in this file.",
    "not a photo": "This is not a photo that we can open.",
    "damaged": "This photo is damaged. Take it again.",
    "too many pixels": "This photo is too big. Choose a smaller one.",
    "too large": "This photo is too big. Choose a smaller one.",
    "too hard": "We could not open this photo. Take it again.",
    "unusual": "We cannot open this kind of photo. Take it again, or choose another.",
}
"""Why a photo was not kept, by the reason of the photo pipeline."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(when: date | datetime) -> str:
    """A day as people say it: 30 June 2027. The year is left out in the year that it is."""
    said = f"{when.day} {MONTHS[when.month - 1]}"
    this_year = datetime.now(when.tzinfo if isinstance(when, datetime) else None).year
    return said if when.year == this_year else f"{said} {when.year}"


def whole_day(when: date) -> str:
    """A day with its year, for what is read years later."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def counted(count: int, one: str, many: str, **blanks: str) -> str:
    """How many there are of something: `one` for one of it, else `many` with the number."""
    return (one if count == 1 else many).format(count=count, **blanks)


def steps(count: int) -> str:
    """How many steps there are."""
    return counted(count, ONE_STEP, MANY_STEPS)


def recipes(count: int) -> str:
    """How many recipes there are."""
    return counted(count, ONE_RECIPE, MANY_RECIPES)


def minutes(count: int) -> str:
    """How many minutes there are."""
    return counted(count, MINUTE, MINUTES)


def steps_done(saved: int, count: int) -> str:
    """What to say when photos were saved and how far the recipe is."""
    photos = counted(saved, PHOTO_SAVED, PHOTOS_SAVED)
    return f"{photos} {counted(count, STEPS_DONE_ONE, STEPS_DONE)}"


def amount(number: str, measure: str = "") -> str:
    """How much of something: a number alone, or with what it is measured with."""
    if not measure:
        return number
    said = MEASURE_ONE if number in NOT_MORE_THAN_ONE else MEASURE_MANY
    return said[measure].format(count=number)
