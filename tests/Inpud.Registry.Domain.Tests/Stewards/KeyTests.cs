using CsCheck;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Domain.Tests.Stewards;

internal sealed class KeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private static Key KeyOf(DateTimeOffset? expires, DateTimeOffset? revoked) =>
        new("k", "A steward", new StewardScopes(["euronpud"]), Now.AddDays(-9), expires, revoked);

    [Test]
    public void WhyNotValid_WhenNothingEndsTheKey_IsNull() => Assert.That(KeyOf(null, null).WhyNotValid(Now), Is.Null);

    [TestCase(1, null)]
    [TestCase(0, "expired")]
    [TestCase(-1, "expired")]
    public void WhyNotValid_WhenTheKeyExpires_SaysSoFromThatMomentOn(int seconds, string? part) =>
        Assert.That(KeyOf(Now.AddSeconds(seconds), null).WhyNotValid(Now), part is null ? Is.Null : Does.Contain(part));

    [Test]
    public void WhyNotValid_WhenTheKeyWasRevoked_SaysThatFirst() => Assert.That(KeyOf(Now, Now).WhyNotValid(Now), Does.Contain("revoked"));

    [Test]
    public void Cover_WhenTheScopeIsTheRegistry_IsEveryNetwork() => Assert.That(new StewardScopes(["registry"]).Cover("anything"), Is.True);

    [TestCase("euronpud", true)]
    [TestCase("lanpud", false)]
    [TestCase("registry", false)]
    public void Cover_WhenTheScopesAreNetworks_IsThoseAlone(string network, bool covered) =>
        Assert.That(new StewardScopes(["euronpud"]).Cover(network), Is.EqualTo(covered));

    [Test]
    public void KeyText_WhenMadeOfRandomBytes_IsShapedAndDiffersWithThem() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[32])
            .Sample(
                (a, b) =>
                    KeyText.IsShaped(KeyText.Of(a))
                    && (a.AsSpan().SequenceEqual(b) || KeyText.Hash(KeyText.Of(a)) != KeyText.Hash(KeyText.Of(b)))
            );

    [Test]
    public void KeyText_WhenTheBytesAreTooFew_IsRefused() => Assert.That(() => KeyText.Of(new byte[16]), Throws.ArgumentException);

    [Test]
    public void IsShaped_WhenPrefixOrLengthIsAnother_IsFalse()
    {
        var text = KeyText.Of(new byte[KeyText.RandomBytes]);
        Assert.Multiple(() =>
        {
            Assert.That(KeyText.IsShaped(text), Is.True);
            Assert.That(KeyText.IsShaped("other_" + text[6..]), Is.False);
            Assert.That(KeyText.IsShaped(text + "x"), Is.False);
            Assert.That(() => KeyText.IsShaped(null!), Throws.ArgumentNullException);
            Assert.That(() => KeyText.Of(new byte[3]), Throws.ArgumentException.With.Message.Contains("32 random bytes"));
        });
    }

    [Test]
    public void Names_WhenListed_AreInOrderAndOnce() =>
        Assert.That(new StewardScopes(["lanpud", "enpud", "lanpud"]).Names, Is.EqualTo(["enpud", "lanpud"]));
}
