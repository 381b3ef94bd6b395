/** Starts everything. Each feature stands alone: where one fails (an old or locked browser), the others work on. */

import { shortenAddress } from "./address.js";
import { startAloud } from "./aloud-start.js";
import { everyMinute } from "../shared/clock.js";
import { startElder } from "./elder.js";
import { startFocusSearch } from "./focus-search.js";
import { refreshHotlines } from "./hotlines.js";
import { startLeaving } from "./leaving.js";
import { refreshLists } from "./lists.js";
import { startPrint } from "./print.js";
import { refreshProblems } from "./problems.js";
import { startQuiz } from "./quiz-start.js";
import { startSearch } from "./search.js";
import { startShare } from "./share-start.js";
import { refreshStates } from "./states.js";
import { startTables } from "./tables.js";
import { startUnfold } from "./unfold.js";

const page = document.documentElement;
page.classList.remove("no-js");
page.classList.add("js");

/**
 * @param {string} name noted on <html> on failure, since a reader's console stays empty
 * @param {() => void} feature
 */
function attempt(name, feature) {
  try {
    feature();
  } catch (error) {
    page.setAttribute("data-failed", name);
  }
}

attempt("elder", startElder);
everyMinute(() => {
  attempt("states", refreshStates);
  attempt("lists", refreshLists);
  attempt("hotlines", refreshHotlines);
  attempt("problems", refreshProblems);
});
attempt("address", shortenAddress);
attempt("focus-search", startFocusSearch);
attempt("print", startPrint);
attempt("quiz", startQuiz);
attempt("search", startSearch);
attempt("leaving", startLeaving);
attempt("tables", startTables);
attempt("unfold", startUnfold);
attempt("aloud", startAloud);
attempt("share", startShare);
