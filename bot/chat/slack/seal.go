package slack

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// A sealer keeps secrets unreadable where they are stored, by AES-256-GCM.
type sealer struct {
	aead cipher.AEAD
	mac  []byte // key for what is signed rather than sealed
}

// newSealer reads a key of 32 bytes in base64, of either alphabet.
func newSealer(key string) (*sealer, error) {
	plain := strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(strings.TrimSpace(key))
	secret, err := base64.RawStdEncoding.DecodeString(plain)
	if err != nil || len(secret) != 32 {
		return nil, errors.New("slack: the key to seal tokens with must be 32 bytes in base64; make one with: openssl rand -base64 32")
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, fmt.Errorf("slack: key: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("slack: key: %w", err)
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("throughline slack state"))
	return &sealer{aead: aead, mac: mac.Sum(nil)}, nil
}

// seal returns plain sealed. It opens only where about is the same, so that what
// was sealed for one workspace cannot be put in another's place.
func (s *sealer) seal(plain []byte, about string) []byte {
	nonce := make([]byte, s.aead.NonceSize(), s.aead.NonceSize()+len(plain)+s.aead.Overhead())
	rand.Read(nonce)
	return []byte(base64.StdEncoding.EncodeToString(s.aead.Seal(nonce, nonce, plain, []byte(about))))
}

// open returns what was sealed about the same thing under the same key.
func (s *sealer) open(sealed []byte, about string) ([]byte, error) {
	raw, err := base64.StdEncoding.DecodeString(string(sealed))
	if err != nil || len(raw) < s.aead.NonceSize() {
		return nil, fmt.Errorf("slack: what is kept for %s is damaged; install the app again", about)
	}
	plain, err := s.aead.Open(nil, raw[:s.aead.NonceSize()], raw[s.aead.NonceSize():], []byte(about))
	if err != nil {
		return nil, fmt.Errorf("slack: what is kept for %s does not open with this key; use the key it was kept with, or install the app again", about)
	}
	return plain, nil
}

// sign returns a signature of text that only this key makes.
func (s *sealer) sign(text string) string {
	mac := hmac.New(sha256.New, s.mac)
	mac.Write([]byte(text))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
