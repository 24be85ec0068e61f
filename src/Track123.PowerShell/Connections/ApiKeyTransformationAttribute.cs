using System.Net;
using System.Security;

namespace Track123.Commands;

/// <summary>
/// Converts an API key to a <see cref="SecureString"/> from text or from the password of a <see cref="PSCredential"/>.
/// Text would be visible in error records (<c>InvocationInfo.BoundParameters</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData.Unwrap() switch
        {
            string text => new NetworkCredential("", text.Trim()).SecurePassword,
            PSCredential credential => credential.Password,
            var other => other,
        };
}
