using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Tokens of an OpenID Connect issuer. The test runs the issuer, with its discovery document and its keys.</summary>
internal sealed class TokenIssuerTests
{
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "test" };
    private WebApplication issuer = null!;
    private RegistryServer server = null!;
    private string authority = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
        issuer = builder.Build();
        issuer.MapGet(
            "/.well-known/openid-configuration",
            (HttpRequest request) =>
                Results.Json(
                    new
                    {
                        issuer = authority,
                        jwks_uri = $"{authority}/keys",
                        authorization_endpoint = authority,
                    }
                )
        );
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.Rsa.ExportParameters(false)) { KeyId = key.KeyId });
        issuer.MapGet(
            "/keys",
            () =>
                Results.Json(
                    new
                    {
                        keys = new[]
                        {
                            new
                            {
                                kty = jwk.Kty,
                                n = jwk.N,
                                e = jwk.E,
                                kid = jwk.Kid,
                                use = "sig",
                            },
                        },
                    }
                )
        );
        await issuer.StartAsync();
        authority = issuer.Urls.Single();
        server = await RegistryServer.StartWithAsync(
            $"--Registry:Issuer:Authority={authority}",
            "--Registry:Issuer:Audience=registry-api",
            "--Registry:Issuer:ScopeClaim=scope"
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        await issuer.DisposeAsync();
        key.Rsa.Dispose();
    }

    [Test]
    public async Task Token_WhenItNamesANetwork_OpensThatNetworksRecordsAlone()
    {
        var token = Token("openid africanpud");
        using var own = await server.GetAsync("/v1/key", token);
        using var claim = await server.GetAsync("/v1/claims/africanpud-15/record", token);
        using var other = await server.GetAsync("/v1/claims/euronpud-12/record", token);
        using var change = await server.SendJsonAsync(
            HttpMethod.Patch,
            "/v1/claims/africanpud-15/record",
            """{"note":"Seen.","reason":"r"}""",
            token,
            ("If-Match", "*"),
            ("Idempotency-Key", "once")
        );
        using var history = await server.GetAsync("/v1/claims/africanpud-15/history", token);

        Assert.Multiple(async () =>
        {
            Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.OK), await own.Content.ReadAsStringAsync());
            Assert.That(claim.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(change.StatusCode, Is.EqualTo(HttpStatusCode.OK), await change.Content.ReadAsStringAsync());
            Assert.That(
                JsonDocument
                    .Parse(await history.Content.ReadAsStringAsync())
                    .RootElement.GetProperty("items")[0]
                    .GetProperty("actor")
                    .GetString(),
                Is.EqualTo("A steward of the test")
            );
        });
    }

    [Test]
    public async Task Key_WhenThereIsAnIssuerToo_IsTakenAsBefore()
    {
        using var response = await server.GetAsync("/v1/key", await server.KeyAsync(expires: null, "euronpud"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("expired")]
    [TestCase("audience")]
    [TestCase("issuer")]
    [TestCase("scope")]
    [TestCase("signature")]
    [TestCase("unsigned")]
    [TestCase("no token")]
    public async Task Token_WhenItIsNotOneToTake_IsRefusedAndTellsNothingOfItself(string what)
    {
        var token = what switch
        {
            "expired" => Token("registry", expires: RegistryServer.Start.AddHours(-1)),
            "audience" => Token("registry", audience: "another"),
            "issuer" => Token("registry", by: "http://127.0.0.1:1"),
            "scope" => Token(null),
            "signature" => ("Authorization", Token("registry").Value[..^6] + "AAAAAA"),
            "unsigned" => ("Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwic2NvcGUiOiJyZWdpc3RyeSJ9."),
            _ => ("Authorization", "Bearer a.b.c"),
        };
        using var response = await server.GetAsync("/v1/networks", token);

        await RegistryServer.ProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.That(response.Headers.WwwAuthenticate.ToString(), Does.Contain("invalid_token").And.Not.Contain("IDX"));
    }

    private (string Name, string Value) Token(
        string? scope,
        DateTimeOffset? expires = null,
        string audience = "registry-api",
        string? by = null
    )
    {
        var claims = new Dictionary<string, object> { ["sub"] = "u-1", ["name"] = "A steward of the test" };
        if (scope is not null)
        {
            claims["scope"] = scope;
        }

        var until = (expires ?? RegistryServer.Start.AddHours(1)).UtcDateTime;
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = by ?? authority,
                Audience = audience,
                Expires = until,
                IssuedAt = until.AddHours(-2),
                Claims = claims,
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
            }
        );
        return ("Authorization", $"Bearer {token}");
    }
}
