using System.Reflection;
using System.Runtime.CompilerServices;

// The version of all assemblies of the firmware.
[assembly: AssemblyVersion("1.0.0.0")]

// The assembly name that the nanoFramework test launcher requires of all test assemblies.
[assembly: InternalsVisibleTo("NFUnitTest")]

// The tests sign with the internal classes that are used here to verify.
[assembly: InternalsVisibleTo("Esp32Bridge.Tests.Doubles")]
