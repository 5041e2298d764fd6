using System.Reflection;
using System.Runtime.CompilerServices;

// The version of all assemblies of the firmware.
[assembly: AssemblyVersion("1.0.0.0")]

// The name that the nanoFramework test launcher demands of all test assemblies.
[assembly: InternalsVisibleTo("NFUnitTest")]

// What signs for the tests is made of what verifies here.
[assembly: InternalsVisibleTo("Esp32Bridge.Tests.Doubles")]
