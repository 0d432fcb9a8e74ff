"""The catalogue: every sentence that somebody reads. Short, adult, kind, one idea.

Blanks in braces are filled by the pages. A test reads all of it.
"""

from datetime import date, datetime

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

ONE_RECIPE = "1 recipe"
MANY_RECIPES = "{count} recipes"
ONE_STEP = "1 step"
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
PASSWORD_HINT = "Use 15 letters or more. A few words together are good."  # noqa: S105 - a hint
SETUP_EXAMPLE = "Start with an example board"
SETUP_EXAMPLE_HINT = "It shows what a full board looks like. You can put it in the bin later."
SETUP_DO = "Start"
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
CARD_HAVE = "I have a card"
CARD_SCAN_LEAD = "Hold your card in front of the camera."
CARD_SCAN_START = "Start the camera"
CARD_SCAN_LOOKING = "Looking for your card."
CARD_SCAN_NONE = "The camera does not work here."
CARD_SCAN_WRONG = "This is not a card of your group."
CARD_SCAN_OTHERWISE = "Or do it with the camera app:"
CARD_SCAN_STEPS_OPEN = "Open the camera app of your phone or tablet."
CARD_SCAN_STEPS_HOLD = "Hold it over the square on your card."
CARD_SCAN_STEPS_TAP = "Tap the line that comes."
CARD_REFUSED = "This card does not work now."
CARD_REFUSED_LEAD = "Ask a support worker for a new card."

# --- people -----------------------------------------------------------------------------------------

MEMBERS = "Members"
WORKERS = "Support workers"
GONE = "People who left"
GONE_LEAD = "They can come back for 30 days."
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
HAS_CARD = "Has a card"
HAS_NO_CARD = "Has no card"
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
PERSON_CARD = "Card"
CARD_OF = "Card for {name}"
CARD_NONE_YET = "{name} has no card."
CARD_SINCE = "The card works since {day}."
CARD_NEW = "Make a new card"
CARD_NEW_HINT = "A new card stops the old one."
CARD_STOP = "Stop the card"
CARD_STOPPED = "The card of {name} does not work now."
ROLE_WORKER = "Make a support worker"
ROLE_WORKER_ASK = "Make {name} a support worker?"
ROLE_WORKER_CAN = "A support worker can share recipes and change people."
ROLE_WORKER_CARD = "The card stops. {name} needs an invitation."
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
LEAVE_RECIPES_ONE = "{name} made 1 recipe. What do they want?"
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
INVITATION_PAST = "The address shows for one hour only."
INVITATION_PAST_LEAD = "Was it lost? Make a new invitation."
INVITATION_NEW = "Make a new one"
INVITED = "The invitation for {name} is ready."
JOIN_LEAD = "Choose how you sign in to {group}."
JOIN_PASSKEY = "A passkey is easy and safe. Your phone or computer keeps it."
JOIN_DO = "Sign in like this"
JOINED = "Hello {name}. You are in."

# --- cards to print ---------------------------------------------------------------------------------

CARDS = "Cards"
CARDS_LEAD = "Who gets a new card?"
CARDS_HINT = "A new card stops the old one."
CARDS_DO = "Make the cards"
CARDS_MADE = "Print the cards now. This page shows them for one hour."
CARDS_SHEET = "Cards to print"
CARDS_CUT = "Cut along the lines. Laminate the cards."
CARDS_PRINT = "Print"
CARDS_PRINT_HINT = "No button? Choose Print in the menu."
CARDS_PAST = "There are no cards to print."
CARDS_PAST_LEAD = "Cards show for one hour after you make them."
CARD_QR_ALT = "QR code of the card for {name}"
CARD_HOW = "Open the camera. Hold it over the square."

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
SETTINGS_SAVED = "The settings are saved."
RECORD = "What happened"
RECORD_LEAD = "This shows who changed what. It stays for {count} days."
RECORD_EMPTY = "Nothing has happened yet."
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
}
"""The entries of the record, by what was done."""

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
    "help": "Read this page.",
    "arrange": "Make boards, name them and put them in order.",
    "links": "See the links, and close them.",
    "share": "Make links for families.",
    "people": "See the people, and stop cards and tablets.",
    "change_people": "Add people, cards and tablets, and change them.",
    "record": "Read what happened.",
    "settings": "Change the settings of the group.",
    "ways_in": "Choose how they sign in themselves.",
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
BOARD_BIN_LEAD = "The recipes stay. You can put the board back for 30 days."
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
RECIPE_SO_FAR = "Your steps so far"
RECIPE_FINISHED = "I have finished"
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

# --- photos and steps -------------------------------------------------------------------------------

TAKE_PHOTO = "Take a photo"
USE_PHOTOS = "Use photos I have"
PHOTOS_HINT = "Many photos become many steps."
PHOTOS_SAVE = "Save my photos"
PHOTOS_SAVING = "Saving your photos. Please wait."
PHOTOS_NOT_SAVED = "Your photos are not saved yet. They are still here."
PHOTOS_SIGN_IN = "Sign in first. Your photos are still here."
PHOTOS_TRY_AGAIN = "Try again"
PHOTO_SAVED = "Photo saved."
PHOTOS_SAVED = "{count} photos saved."
STEPS_DONE_ONE = "You have done 1 step."
STEPS_DONE = "You have done {count} steps."
PHOTO_UNREAD = "Photo {number}: {why}"
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

# --- links ------------------------------------------------------------------------------------------

LINKS_LEAD = "Each link shows one board or one recipe. Nobody needs to sign in."
LINKS_EMPTY = "There are no links yet."
LINKS_EMPTY_LEAD = "Open a board or a recipe. Then choose Share with family."
LINK_NEW = "Share {what}"
LINK_NEW_BOARD_LEAD = "Family can see every recipe on this board."
LINK_NEW_RECIPE_LEAD = "Family can see this recipe."
LINK_PHOTOS_ONE = "People with this link can see 1 photo."
LINK_PHOTOS = "People with this link can see {count} photos."
LINK_SEND_ON = "They could send the link to other people."
LINK_NAME = "Who is it for?"
LINK_NAME_HINT = "For example: Mum and Dad"
LINK_ENDS = "Last day"
LINK_ENDS_HINT = "After this day the link shows nothing. Choose a day within one year."
LINK_MAKE = "Make a link"
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
CLOSED = "This page is closed."
CLOSED_LEAD = "Ask the person who sent it, or the group, for a new link."

# --- the bin ----------------------------------------------------------------------------------------

BIN_LEAD = "You can put things back for 30 days."
BIN_EMPTY = "The bin is empty."
BIN_BOARDS = "Boards"
BIN_RECIPES = "Recipes"
BIN_STEPS = "Steps"
PUT_BACK = "Put back"
PUT_BACK_THING = "Put back: {what}"
BIN_STEP_OF = "Step from {title}"

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
BUSY = "A lot is going on just now."
BUSY_LEAD = "Wait a moment. Then try again."
NO_ROOM = "There is no room for more photos."
NO_ROOM_LEAD = "Nothing is lost. Tell the person who looks after the computer."
TOO_MUCH = "That is too much at once."
TOO_MUCH_LEAD = "Send fewer photos at a time."
BAD_REQUEST = "We did not understand that."
BAD_REQUEST_LEAD = "Go back and try again."
FROM_ELSEWHERE = "This came from another page."
FROM_ELSEWHERE_LEAD = "Open our page and try again."
CHANGED_MEANWHILE = "Somebody else changed this."
CHANGED_MEANWHILE_LEAD = "Look at it again, then try once more."

PROBLEMS = {
    "too_long": "Use fewer words here. {most} letters is the most.",
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
    "too_many_people": "Add {most} people at a time.",
    "nobody_chosen": "Choose who gets a card.",
    "ends_in_the_past": "Choose today or a later day.",
    "ends_too_late": "Choose a day within one year.",
    "not_a_day": "Choose a day.",
    "not_a_place": "Choose where it goes.",
    "no_photos": "Choose a photo first.",
    "nothing_readable": "Nothing was saved. {why}",
    "too_many_steps": "A recipe has {most} steps at the most.",
    "form_unreadable": "We could not read all of that. Try again with fewer photos.",
}
"""What is wrong with what was typed, by the domain's code for it."""

NEEDED = {
    "group": "Type the name of your group.",
    "name": "Type a name.",
    "title": "Type a name for the board.",
    "email": "Type an email address.",
    "names": "Type a name.",
    "helper": "Type who helps.",
}
"""What to type into a field that was left empty."""

PHOTO_PROBLEMS = {
    "empty": "There is nothing in this file.",
    "not a photo": "This is not a photo that we can open.",
    "damaged": "This photo is damaged. Take it again.",
    "too many pixels": "This photo is too big. Choose a smaller one.",
    "too large": "This photo is too big. Choose a smaller one.",
    "too hard": "We could not open this photo. Take it again.",
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


def steps(count: int) -> str:
    """How many steps there are."""
    return ONE_STEP if count == 1 else MANY_STEPS.format(count=count)


def recipes(count: int) -> str:
    """How many recipes there are."""
    return ONE_RECIPE if count == 1 else MANY_RECIPES.format(count=count)


def steps_done(saved: int, count: int) -> str:
    """What to say when photos were saved and how far the recipe is."""
    photos = PHOTO_SAVED if saved == 1 else PHOTOS_SAVED.format(count=saved)
    return f"{photos} {STEPS_DONE_ONE if count == 1 else STEPS_DONE.format(count=count)}"
