using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Lamina.NN.Discovery;

/// <summary>The members of module classes, looked up by reflection once per class.</summary>
internal static class MemberTable
{
    /// <summary>What trimming must keep of a module's class, its bases included.</summary>
    public const DynamicallyAccessedMemberTypes Kept = DynamicallyAccessedMemberTypes.AllFields | DynamicallyAccessedMemberTypes.AllProperties;

    const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    /// <summary>The members in order of declaration, base classes first.</summary>
    public static Member[] Of(Module module)
    {
        Type type = module.GetType();
        return Known.TryGetValue(type, out Member[]? known) ? known : Known.GetOrAdd(type, Find(module.GetType()));
    }

    static Member[] Find([DynamicallyAccessedMembers(Kept)] Type type)
    {
        List<Member> members = [];
        AddDeclared(type, members);
        return [.. members];
    }

    static void AddDeclared([DynamicallyAccessedMembers(Kept)] Type type, List<Member> members)
    {
        if (type.BaseType is { } above && above != typeof(Module))
            AddDeclared(above, members);

        // The runtime may list fields in another order than the class does once one of them was looked up by name.
        FieldInfo[] fields = type.GetFields(Declared);
        if (Array.TrueForAll(fields, field => field.HasMetadataToken()))
            Array.Sort(fields, (a, b) => a.MetadataToken.CompareTo(b.MetadataToken));
        foreach (FieldInfo field in fields)
        {
            if (!MayHold(field.FieldType))
                continue;
            string source = KeyNames.Source(field.Name);
            MemberInfo? property = source == field.Name ? null : type.GetProperty(source, Declared);
            if (field.IsDefined(typeof(UnlistedAttribute)) || property?.IsDefined(typeof(UnlistedAttribute)) == true)
                continue;
            KeyAttribute? key = field.GetCustomAttribute<KeyAttribute>() ?? property?.GetCustomAttribute<KeyAttribute>();
            members.Add(new Member(key?.Name ?? KeyNames.Of(source), field));
        }
    }

    // Interfaces and object may hide a module; what cannot hold one is left out, so that large lists of numbers are never walked.
    static bool MayHold(Type type)
    {
        if (typeof(Module).IsAssignableFrom(type) || typeof(StateTensor).IsAssignableFrom(type) || type == typeof(object))
            return true;
        if (type.IsArray)
            return MayHold(type.GetElementType()!);
        if (typeof(IEnumerable).IsAssignableFrom(type))
            return type == typeof(IEnumerable) || type == typeof(IList) || type == typeof(IDictionary) || HasElements(type);
        return type.IsInterface;
    }

    static bool HasElements(Type type)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && Array.Exists(at.GetGenericArguments(), MayHold))
                return true;
        }

        return false;
    }
}
