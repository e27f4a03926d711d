// The program jit_probe.
int main() { return 0; }
