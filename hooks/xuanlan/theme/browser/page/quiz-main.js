/** The script assets/xuanlan/quiz.js, loaded by pages with questions. */

import { startQuiz } from "./quiz.js";

startQuiz();
