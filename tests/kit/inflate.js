// What searching uses of fflate, where a browser cannot inflate: `make vendored` joins both into one script.
import { unzlibSync } from "fflate";

window.xuanlanInflate = unzlibSync;
