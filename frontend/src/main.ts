/** The core of every page. What a page can do without is loaded when the first element that wants it appears. */
import "./styles/index.css";
import "./htmx";
import "./behaviours/chips";
import "./behaviours/drawer";
import "./behaviours/import-drop";
import "./behaviours/inline";
import "./behaviours/lazy";
import "./behaviours/menu";
import "./behaviours/palette";
import "./behaviours/rows";
import "./behaviours/seen";
import "./behaviours/passkey";
import "./behaviours/shortcuts";
import "./behaviours/submit";
import "./behaviours/theme";
import "./behaviours/toast";
