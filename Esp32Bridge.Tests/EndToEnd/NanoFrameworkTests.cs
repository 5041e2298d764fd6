using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using nanoFramework.TestFramework;
using Xunit;

namespace Esp32Bridge.EndToEnd
{
    /// <summary>
    /// Runs the nanoFramework test classes as their launcher on the device does: Setup once a class, before its tests;
    /// and every method without an object, so that a test that uses "this" fails here too.
    /// </summary>
    public class NanoFrameworkTests
    {
        private static readonly HashSet<Type> _setUp = new HashSet<Type>();

        public static TheoryData<string> Tests
        {
            get
            {
                TheoryData<string> names = new TheoryData<string>();
                foreach (string name in Find().Keys)
                {
                    names.Add(name);
                }

                return names;
            }
        }

        [Theory]
        [MemberData(nameof(Tests))]
        public void Holds(string test)
        {
            (MethodInfo method, object[] arguments) = Find()[test];
            if (_setUp.Add(method.DeclaringType))
            {
                foreach (MethodInfo setup in MethodsOf(method.DeclaringType).Where(Has<SetupAttribute>))
                {
                    Call(setup, Array.Empty<object>());
                }
            }

            Call(method, arguments);
        }

        private static SortedDictionary<string, (MethodInfo Method, object[] Arguments)> Find()
        {
            var tests = new SortedDictionary<string, (MethodInfo, object[])>(StringComparer.Ordinal);
            foreach (Type type in typeof(TestClassAttribute).Assembly.GetTypes().Where(Has<TestClassAttribute>))
            {
                foreach (MethodInfo method in MethodsOf(type))
                {
                    string name = type.Name + "." + method.Name;
                    DataRowAttribute[] rows = method.GetCustomAttributes<DataRowAttribute>().ToArray();
                    foreach (DataRowAttribute row in rows)
                    {
                        tests.Add(name + "(" + string.Join(", ", row.MethodParameters) + ")", (method, row.MethodParameters));
                    }

                    if (rows.Length == 0 && Has<TestMethodAttribute>(method))
                    {
                        tests.Add(name, (method, Array.Empty<object>()));
                    }
                }
            }

            return tests;
        }

        private static MethodInfo[] MethodsOf(Type type)
        {
            return type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);
        }

        private static bool Has<T>(MemberInfo member)
            where T : Attribute
        {
            return member.GetCustomAttribute<T>() != null;
        }

        // Reflection refuses to call an instance method without an instance; IL does not.
        private static void Call(MethodInfo method, object[] arguments)
        {
            DynamicMethod call = new DynamicMethod("Call" + method.Name, null, new[] { typeof(object[]) }, typeof(NanoFrameworkTests).Module, true);
            ILGenerator il = call.GetILGenerator();
            if (!method.IsStatic)
            {
                il.Emit(OpCodes.Ldnull);
            }

            ParameterInfo[] parameters = method.GetParameters();
            for (int i = 0; i < parameters.Length; i++)
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldc_I4, i);
                il.Emit(OpCodes.Ldelem_Ref);
                il.Emit(OpCodes.Unbox_Any, parameters[i].ParameterType);
            }

            il.Emit(OpCodes.Call, method);
            il.Emit(OpCodes.Ret);
            call.CreateDelegate<Action<object[]>>()(arguments);
        }
    }
}
