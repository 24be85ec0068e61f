using System.Net;
using System.Security;

namespace Track123.Commands;

/// <summary>
/// Takes an API key as people have it: text, <see cref="SecureString"/>, or a <see cref="PSCredential"/> whose password
/// it is. It becomes a SecureString, because bound parameters are shown in error records
/// (<c>InvocationInfo.BoundParameters</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            string text => new NetworkCredential("", text.Trim()).SecurePassword,
            PSCredential credential => credential.Password,
            var other => other,
        };
}
