using System.Runtime.CompilerServices;

// Kernels keep tiles on the stack and fill what they read of them: clearing kilobytes first would cost a short row more than its work.
[module: SkipLocalsInit]
