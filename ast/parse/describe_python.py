"""Prints, as one JSON object, what CMake must know to build against the interpreter that runs it: no torch is needed."""
import json
import os
import sys
import sysconfig

name = sysconfig.get_config_var("LDLIBRARY")
folders = [sysconfig.get_config_var("LIBDIR"), os.path.join(sys.base_prefix, "lib"), sysconfig.get_config_var("LIBPL")]
paths = [os.path.join(folder or "", name or "") for folder in folders]
shared = [path for path in paths if path.endswith(".so") and os.path.exists(path)]
if not shared:
    sys.exit(f"{sys.executable} has no shared libpython ({name})")
print(json.dumps({"executable": sys.executable, "python": ".".join(map(str, sys.version_info[:3])),
                  "library": shared[0], "include": sysconfig.get_path("include")}))
